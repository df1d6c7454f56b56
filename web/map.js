// Brings the map when it is asked for: of places, or of need. The page says the same without it.
const panel = document.querySelector('.map-panel');
const words = panel.dataset;
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const button = document.createElement('button');
const frame = document.createElement('div');
button.type = 'button';
button.className = 'button secondary';
button.textContent = words.show;
button.setAttribute('aria-expanded', 'false');
frame.className = 'map';
frame.hidden = true;
panel.append(button, frame);
panel.hidden = false;

let map;
button.addEventListener('click', async () => {
  const opens = frame.hidden;
  frame.hidden = !opens;
  button.textContent = opens ? words.hide : words.show;
  button.setAttribute('aria-expanded', String(opens));
  if (!opens || map) return;
  try {
    await load(words.engine);
    map = words.need ? drawNeed(window.maplibregl) : drawPlaces(window.maplibregl);
  } catch {
    frame.textContent = words.failed;
    frame.setAttribute('role', 'alert');
  }
});

function load(address) {
  return new Promise((done, failed) => {
    const script = document.createElement('script');
    script.src = address;
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });
}

const tiles = (address, maxzoom) => ({ type: 'vector', tiles: [location.origin + address], maxzoom });

function openMap(engine, sources, layers) {
  frame.dir = 'ltr'; // west stays on the left in every script
  const [west, south, east, north] = words.bounds.split(',').map(Number);
  const drawn = new engine.Map({
    container: frame,
    attributionControl: { compact: false, customAttribution: 'IGN Admin Express 2018, INSEE' },
    bounds: [[west, south], [east, north]],
    fitBoundsOptions: { padding: Math.min(48, frame.clientWidth / 16), maxZoom: 14 },
    dragRotate: false,
    pitchWithRotate: false,
    cooperativeGestures: false,
    fadeDuration: 0,
    locale: { 'NavigationControl.ZoomIn': words.larger, 'NavigationControl.ZoomOut': words.smaller, 'Map.Title': words.name },
    style: {
      version: 8,
      sources,
      layers: [{ id: 'sea', type: 'background', paint: { 'background-color': colour('--sand') } }, ...layers],
    },
  });
  drawn.touchZoomRotate.disableRotation();
  drawn.addControl(new engine.NavigationControl({ showCompass: false }), 'top-right');
  return drawn;
}

// Territories in the colours of need. What the pointer or the middle of the map shows is told below, with a link.
function drawNeed(engine) {
  const source = 'need', layer = { source, 'source-layer': 'territoires' };
  const fill = ['match', ['get', 'couleur']];
  for (let step = 1; step <= 7; ++step) fill.push(step, colour(`--need-${step}`));
  const drawn = openMap(engine, { [source]: tiles(words.need, 10) }, [
    { id: 'need', type: 'fill', ...layer, paint: { 'fill-color': [...fill, colour('--need-0')] } },
    { id: 'edges', type: 'line', ...layer, paint: { 'line-color': colour('--need-edge'), 'line-width': 0.6 } },
  ]);
  const reading = document.createElement('p'), link = document.createElement('a');
  reading.className = 'map-reading';
  reading.setAttribute('role', 'status');
  reading.append(link);
  frame.after(reading);
  const at = (point) => drawn.queryRenderedFeatures(point, { layers: ['need'] })[0]?.properties;
  const tell = (found) => {
    if (!found) return;
    link.textContent = found.mots;
    link.href = found.adresse;
  };
  const middle = () => tell(at(drawn.project(drawn.getCenter())));
  drawn.on('mousemove', ({ point }) => tell(at(point)));
  drawn.on('idle', middle);
  drawn.on('click', ({ point }) => {
    const found = at(point);
    if (found) location.assign(found.adresse);
  });
  return drawn;
}

function drawPlaces(engine) {
  const line = (id, source, layer, width) => ({
    id, type: 'line', source, 'source-layer': layer, paint: { 'line-color': colour('--line'), 'line-width': width },
  });
  const drawn = openMap(engine, { base: tiles(words.base, 12), places: tiles(words.tiles, 16) }, [
    { id: 'land', type: 'fill', source: 'base', 'source-layer': 'departements', paint: { 'fill-color': colour('--card') } },
    line('communes', 'base', 'communes', 0.6),
    line('departements', 'base', 'departements', 1.2),
    // loads the tiles that the marks below are made of
    { id: 'places', type: 'circle', source: 'places', 'source-layer': 'lieux', paint: { 'circle-radius': 0 } },
  ]);
  const marks = new Map(); // by what they show, so that what stays keeps its focus
  drawn.on('idle', () => {
    const shown = new Set();
    for (const feature of drawn.querySourceFeatures('places', { sourceLayer: 'lieux' })) {
      const at = feature.geometry.coordinates;
      if (!drawn.getBounds().contains(at)) continue;
      const { id, nombre } = feature.properties;
      const key = nombre ? `${feature.id}/${nombre}` : id;
      shown.add(key);
      if (marks.has(key)) continue;
      const element = nombre ? cluster(drawn, at, feature.properties) : place(feature.properties);
      const name = element.getAttribute('aria-label');
      marks.set(key, new engine.Marker({ element }).setLngLat(at).addTo(drawn));
      element.setAttribute('aria-label', name); // the engine calls each "Map marker"
    }
    for (const [key, mark] of marks) {
      if (shown.has(key)) continue;
      mark.remove();
      marks.delete(key);
    }
  });
  return drawn;
}

function cluster(drawn, center, { nombre, zoom }) {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = `map-cluster${nombre >= 100 ? ' large' : ''}`;
  element.textContent = nombre.toLocaleString(document.documentElement.lang, { numberingSystem: 'latn' });
  element.setAttribute('aria-label', words.cluster.replace('{}', element.textContent));
  element.addEventListener('click', () => drawn.easeTo({ center, zoom: Math.max(zoom, drawn.getZoom() + 1) }));
  return element;
}

function place({ id, nom, commune }) {
  const element = document.createElement('a');
  element.className = 'map-place';
  element.href = `${words.places}/${encodeURIComponent(id)}`;
  element.lang = 'fr';
  element.setAttribute('aria-label', `${nom}, ${commune}`);
  element.title = element.getAttribute('aria-label');
  const card = document.querySelector(`.place-list a[href="${CSS.escape(element.getAttribute('href'))}"]`)?.closest('li');
  const mark = (together) => () => {
    card?.classList.toggle('on-map', together);
    element.classList.toggle('in-list', together);
  };
  for (const one of [element, card]) {
    one?.addEventListener('mouseenter', mark(true));
    one?.addEventListener('mouseleave', mark(false));
    one?.addEventListener('focusin', mark(true));
    one?.addEventListener('focusout', mark(false));
  }
  return element;
}
