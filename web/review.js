// Single keys for whoever reviews many pairs; the page works without them, and they can be stopped.
const form = document.querySelector('form.decision');
const stored = 'maillage-raccourcis';
let active = localStorage.getItem(stored) !== 'non';

const toggle = document.createElement('button');
toggle.type = 'button';
toggle.className = 'plain-button';
const show = () => {
  toggle.textContent = active ? form.dataset.on : form.dataset.off;
  toggle.setAttribute('aria-pressed', String(active));
  form.classList.toggle('with-keys', active);
};
toggle.addEventListener('click', () => {
  active = !active;
  localStorage.setItem(stored, active ? 'oui' : 'non');
  show();
});
form.append(toggle);
show();

document.addEventListener('keydown', (event) => {
  if (!active || event.ctrlKey || event.altKey || event.metaKey || event.target.closest('input, select')) return;
  const button = form.querySelector(`button[accesskey="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});
