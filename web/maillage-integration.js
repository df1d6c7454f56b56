// The directory as one element of any page: <maillage-lieux departement="23">…</maillage-lieux>. Makes a frame with a title,
// under the page's own logo, name and link to help when it gives them. What stands between the tags is shown where this
// script doesn't run. Nothing is measured, nothing is kept in the browser.
// The second element takes the attributes of the incumbent's, so that a page changes one address and nothing else.
(() => {
  const home = new URL(document.currentScript.src).origin;

  /** Attributes that go into the frame's address, under the name that it has there. */
  const filters = {
    departement: 'departement', liste: 'liste', recherche: 'q', 'territoire-type': 'territoire_type', territoires: 'territoires',
    'route-initiale': 'route_initiale', latitude: 'latitude', longitude: 'longitude', zoom: 'zoom', services: 'services',
    'dispositif-programmes-nationaux': 'dispositif_programmes_nationaux', 'frais-a-charge': 'frais_a_charge',
  };
  const around = ['site-url', 'logo-url', 'app-name', 'help-url', 'help-label', 'hauteur'];
  const defaultHeight = 640;

  /** The address when it leads to a page, a picture or a mailbox; a script is none. */
  const safe = (address, protocols) => {
    try {
      const url = new URL(address, document.baseURI);
      return protocols.includes(url.protocol) ? url.href : null;
    } catch {
      return null;
    }
  };

  class MaillageLieux extends HTMLElement {
    static observedAttributes = [...Object.keys(filters), ...around];

    connectedCallback() {
      if (!this.shadowRoot) this.attachShadow({mode: 'open'});
      this.draw();
    }

    attributeChangedCallback() {
      if (this.isConnected && this.shadowRoot) this.draw();
    }

    draw() {
      const frame = document.createElement('iframe');
      frame.src = this.frameAddress();
      const name = this.getAttribute('app-name');
      frame.title = name ? `${name} : lieux d’aide au numérique` : 'Lieux d’aide au numérique';
      frame.loading = 'lazy';
      frame.referrerPolicy = 'no-referrer';
      const height = Number.parseInt(this.getAttribute('hauteur'), 10) || defaultHeight;
      frame.style.cssText = `display: block; width: 100%; height: ${height}px; border: 0`;
      this.style.display ||= 'block';
      this.shadowRoot.replaceChildren(...this.head(name), frame);
    }

    frameAddress() {
      const url = new URL('/integrer/cadre', safe(this.getAttribute('site-url') || home, ['https:', 'http:']) ?? home);
      for (const [attribute, parameter] of Object.entries(filters)) {
        const value = this.getAttribute(attribute);
        if (value) url.searchParams.set(parameter, value);
      }
      return url.href;
    }

    /** The line above the frame; none when the page gives nothing for it. */
    head(name) {
      const logo = safe(this.getAttribute('logo-url') || 'about:blank', ['https:', 'http:', 'data:']);
      const help = safe(this.getAttribute('help-url') || 'about:blank', ['https:', 'http:', 'mailto:', 'tel:']);
      if (!name && !logo && !help) return [];
      const line = document.createElement('div');
      line.style.cssText = 'display: flex; flex-wrap: wrap; gap: 1em; align-items: center; padding: .5em 0';
      if (logo) {
        const picture = document.createElement('img');
        picture.src = logo;
        picture.alt = '';
        picture.style.cssText = 'height: 2.5em; width: auto';
        line.append(picture);
      }
      if (name) {
        const title = document.createElement('strong');
        title.textContent = name;
        line.append(title);
      }
      if (help) {
        const link = document.createElement('a');
        link.href = help;
        link.textContent = this.getAttribute('help-label') || 'Aide';
        link.style.marginInlineStart = 'auto';
        line.append(link);
      }
      return [line];
    }
  }

  const define = (name, element) => customElements.get(name) || customElements.define(name, element);
  define('maillage-lieux', MaillageLieux);
  define('cartographie-inclusion-numerique', class extends MaillageLieux {});
})();
