// Draws the diagrams of a text with Mermaid, which is loaded when the first diagram needs it.

const dark = matchMedia('(prefers-color-scheme: dark)');
let loading = null;
let count = 0;

function load() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = new URL('mermaid.min.js', import.meta.url).href;
    script.onload = () => resolve(globalThis.mermaid);
    script.onerror = reject;
    document.head.append(script);
  });
  return loading;
}

function settings() {
  const style = getComputedStyle(document.documentElement);
  const color = (name) => style.getPropertyValue('--' + name).trim();
  return {
    startOnLoad: false,
    securityLevel: 'strict',
    theme: 'base',
    fontFamily: style.getPropertyValue('--sans'),
    sequence: { mirrorActors: false, useMaxWidth: true, messageMargin: 26, boxMargin: 8, diagramMarginY: 4, noteMargin: 8 },
    themeVariables: {
      darkMode: dark.matches,
      fontSize: '14px',
      background: color('card'),
      primaryColor: color('accent-soft'),
      primaryTextColor: color('ink'),
      primaryBorderColor: color('accent'),
      lineColor: color('soft'),
      textColor: color('ink'),
      actorBkg: color('accent-soft'),
      actorBorder: color('accent'),
      actorTextColor: color('ink'),
      actorLineColor: color('line-strong'),
      signalColor: color('ink'),
      signalTextColor: color('ink'),
      noteBkgColor: color('note'),
      noteBorderColor: color('line-strong'),
      noteTextColor: color('ink'),
      labelBoxBkgColor: color('accent-soft'),
      labelBoxBorderColor: color('accent'),
      labelTextColor: color('ink'),
      loopTextColor: color('ink'),
      clusterBkg: color('paper'),
      clusterBorder: color('line-strong'),
      edgeLabelBackground: color('card'),
    },
  };
}

async function draw(place) {
  place.dataset.source ??= place.textContent;
  const mermaid = await load();
  mermaid.initialize(settings());
  try {
    const drawn = await mermaid.render('diagram-' + ++count, place.dataset.source);
    place.innerHTML = drawn.svg;
    place.classList.add('drawn');
  } catch {
    // The text of the diagram stays, and one can read it.
    place.textContent = place.dataset.source;
  }
}

/** Draws all diagrams in an element. */
export async function drawDiagrams(root) {
  for (const place of root.querySelectorAll('.diagram')) {
    await draw(place);
  }
}

dark.addEventListener('change', () => drawDiagrams(document.body));
