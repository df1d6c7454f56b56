// Suggestions under the search box while a person writes (combobox of the ARIA Authoring Practices 1.2). Without this
// script the box works the same: what is written is sent and understood by the server.
for (const list of document.querySelectorAll('[data-suggestions]')) {
  const input = list.parentElement.querySelector('input[type="search"]');
  const status = document.createElement('p');
  status.className = 'visually-hidden';
  status.setAttribute('role', 'status');
  list.after(status);
  list.id = `${input.id}-suggestions`;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', list.dataset.label);
  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-controls', list.id);
  input.setAttribute('aria-expanded', 'false');

  let options = [], active = -1, waiting, request;

  const close = () => {
    clearTimeout(waiting);
    request?.abort();
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    activate(-1);
  };
  const activate = (index) => {
    options[active]?.setAttribute('aria-selected', 'false');
    active = index;
    const option = options[active];
    if (!option) return input.removeAttribute('aria-activedescendant');
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({block: 'nearest'});
    input.setAttribute('aria-activedescendant', option.id);
  };
  const choose = (option) => {
    input.value = option.dataset.text;
    close();
    location.assign(option.dataset.address);
  };
  const show = (suggestions) => {
    active = -1;
    options = suggestions.map(({text, detail, address}, index) => {
      const option = document.createElement('div');
      option.id = `${list.id}-${index}`;
      option.setAttribute('role', 'option');
      option.setAttribute('aria-selected', 'false');
      Object.assign(option.dataset, {text, address});
      const name = document.createElement('bdi'), small = document.createElement('span');
      name.lang = 'fr';
      name.textContent = text;
      small.textContent = detail;
      option.append(name, ' ', small);
      // Before the field loses the focus and the list closes.
      option.addEventListener('pointerdown', (event) => event.preventDefault());
      option.addEventListener('click', () => choose(option));
      return option;
    });
    list.replaceChildren(...options);
    list.hidden = options.length === 0;
    input.setAttribute('aria-expanded', String(options.length > 0));
    input.removeAttribute('aria-activedescendant');
    const {none, one, many} = list.dataset;
    status.textContent = options.length === 0 ? none : options.length === 1 ? one : many.replace('{}', options.length);
  };
  const ask = async () => {
    request?.abort();
    request = new AbortController();
    try {
      const answer = await fetch(`${list.dataset.suggestions}?q=${encodeURIComponent(input.value)}`, {signal: request.signal});
      if (answer.ok) show((await answer.json()).suggestions);
    } catch {
      // Interrupted by the next letter, or no network: the box still searches.
    }
  };

  input.addEventListener('input', () => {
    clearTimeout(waiting);
    if (input.value.trim().length < 2) return close();
    waiting = setTimeout(ask, 120);
  });
  input.addEventListener('keydown', (event) => {
    const open = !list.hidden;
    if (event.key === 'Escape' && open) {
      event.preventDefault(); // the field keeps its text
      close();
    } else if (event.key === 'Enter' && open && active >= 0) {
      event.preventDefault();
      choose(options[active]);
    } else if (event.key === 'ArrowDown' && open) {
      event.preventDefault();
      activate(active + 1 < options.length ? active + 1 : -1);
    } else if (event.key === 'ArrowUp' && open) {
      event.preventDefault();
      activate(active < 0 ? options.length - 1 : active - 1);
    }
  });
  input.addEventListener('blur', close);
  input.form.addEventListener('submit', close);
}
