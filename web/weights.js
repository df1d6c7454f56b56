// Shows what the weights give while they are changed. Without this script the button asks for the same page.
const form = document.querySelector('.weights-form');
let waiting, request;

async function ask() {
  request?.abort();
  request = new AbortController();
  const address = `${form.action}?${new URLSearchParams(new FormData(form))}`;
  try {
    const text = await (await fetch(address, { signal: request.signal })).text();
    const fresh = new DOMParser().parseFromString(text, 'text/html').querySelector('#resultat');
    if (!fresh) return;
    const shown = document.querySelector('#resultat');
    // The sentence that is read aloud stays the same element, so that its change is told.
    const told = shown.querySelector('[role=status]'), next = fresh.querySelector('[role=status]');
    if (told && next) {
      told.textContent = next.textContent;
      next.replaceWith(told);
    }
    shown.replaceChildren(...fresh.childNodes);
    history.replaceState(null, '', address);
  } catch {
    // Another change came first, or the network is away: the button still works.
  }
}

form.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(ask, 120);
});
