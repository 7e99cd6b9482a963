'use strict';
// Leads from facts to their places and back. Without it the page's links still do. It writes no markup and asks for nothing.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const isWide = matchMedia('(min-width: 75rem)');
  const sheet = byId('sheet');
  const sheetBody = sheet.querySelector('.sheet-body');
  document.documentElement.classList.add('live');

  // Where each fact stands in the texts, by the id of its row.
  const places = new Map();
  for (const link of all('a.fact')) {
    for (const id of link.dataset.f.split(' ')) places.set(id, [...(places.get(id) || []), link]);
  }
  // The name of a row leads to all its places; only the first of them is a stop for the keyboard.
  for (const words of all('.findings a.words')) words.tabIndex = -1;

  const factsOf = (element) => {
    const link = element.closest('a.fact');
    const row = element.closest('.row');
    return link ? link.dataset.f.split(' ') : row ? [row.id] : [];
  };

  function clear() {
    for (const element of all('.on')) element.classList.remove('on');
    sheet.hidden = true;
  }

  /** Shows facts with all their places, and brings those into view that are not where `origin` is. */
  function select(ids, origin) {
    clear();
    const rows = ids.map(byId).filter((row) => row && !row.hidden);
    const marks = rows.flatMap((row) => places.get(row.id) || []);
    if (!rows.length) return;
    for (const element of [...rows, ...marks]) element.classList.add('on');
    const own = origin.closest('.pane');
    for (const pane of all('.pane', rows[0].closest('.bench'))) {
      const here = [...rows, ...marks].filter((element) => pane.contains(element));
      // Of a value among several, its own words.
      const target = here.find((element) => origin.matches('.words') && element.textContent === origin.textContent) || here[0];
      if (target && pane !== own) reveal(pane, target, own);
    }
    sheetBody.replaceChildren(...rows.map(copy));
    sheet.hidden = false;
  }

  /** Scrolls `pane` so that `target` can be seen, where it is a part of the page that scrolls by itself; the page is left where it is. */
  function reveal(pane, target, own) {
    const box = target.getBoundingClientRect();
    const view = pane.getBoundingClientRect();
    if (getComputedStyle(pane).overflowY !== 'auto') {
      // One column of cards beside the text that the page scrolls: the text comes to the card.
      if (isWide.matches && (box.top < 0 || box.bottom > innerHeight)) target.scrollIntoView({ block: 'center' });
      return;
    }
    if (box.top < view.top || box.bottom > view.bottom) pane.scrollTop += box.top - view.top - (view.height - box.height) / 2;
    if (!isWide.matches && own && own.classList.contains('findings')) pane.scrollIntoView({ block: 'nearest' });
  }

  /** A row for the sheet: the same, but known by no id. */
  function copy(row) {
    const clone = row.cloneNode(true);
    clone.classList.remove('on');
    for (const element of [clone, ...all('[id]', clone)]) element.removeAttribute('id');
    for (const link of all('a', clone)) link.removeAttribute('tabindex');
    const isField = row.tagName === 'TBODY';
    const around = document.createElement(isField ? 'table' : 'div');
    if (!isField) {
      const label = document.createElement('span');
      label.className = 'label';
      label.textContent = row.closest('.group').querySelector('dt').textContent;
      around.append(label, ...clone.childNodes);
      return around;
    }
    around.append(clone);
    return around;
  }

  /** The place that answers a fact: of a place its counterpart in the other text, else its row; of a row its first place. */
  function answer(origin) {
    const own = origin.closest('.pane');
    const ids = factsOf(origin);
    const marks = ids.flatMap((id) => places.get(id) || []);
    const other = marks.find((mark) => !own || !own.contains(mark));
    const row = ids.map(byId).find((row) => row && !row.hidden);
    return other || (row && row.querySelector('.pick'));
  }

  document.addEventListener('click', (event) => {
    const link = event.target.closest('a.fact, a.pick, a.words');
    // In the sheet a link is a link: it goes to its place.
    if (!link || sheet.contains(link)) return;
    if (link.classList.contains('off')) return event.preventDefault();
    if (isWide.matches || !link.classList.contains('words')) event.preventDefault();
    select(factsOf(link), link);
    // Pressed on the keyboard: go there.
    if (event.detail === 0) answer(link)?.focus({ preventScroll: true });
  });

  document.addEventListener('focusin', (event) => {
    const link = event.target.closest('a.fact:not(.off), .findings a.pick');
    // A click selects by itself, when the button is let go.
    if (link && link.matches(':focus-visible')) select(factsOf(link), link);
  });

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') clear();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const pick = event.target.closest('.findings a.pick');
    if (!step || !pick) return;
    const picks = all('.findings .row:not([hidden]) a.pick', pick.closest('.bench'));
    const next = picks[picks.indexOf(pick) + step];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  });
  sheet.querySelector('.close').addEventListener('click', clear);

  /** Hides what is not chosen; where nothing is chosen, all is shown. */
  function filter(form) {
    const scope = form.closest('.notice') || document.body;
    const chosen = (name) => all(`input[name="${name}"]:checked`, form).map((input) => input.value);
    const [verdicts, kinds] = [chosen('verdict'), chosen('kind')];
    const fits = (chosen, word) => !chosen.length || chosen.includes(word);
    const rows = all('.findings .row', scope);
    for (const row of rows) row.hidden = !(fits(verdicts, row.dataset.verdict) && fits(kinds, row.dataset.kind));
    for (const part of all('.part, .group, .card', scope)) part.hidden = !part.querySelector('.row:not([hidden])');
    for (const link of all('a.fact', scope)) {
      // The first of its facts that is shown decides how it looks.
      const row = link.dataset.f.split(' ').map(byId).find((row) => row && !row.hidden);
      const look = row ? [...row.classList].filter((word) => /^[kt]-/.test(word)) : ['off'];
      link.className = ['fact', ...look].join(' ');
    }
    clear();
    const shown = form.querySelector('.shown');
    const count = rows.filter((row) => !row.hidden).length;
    if (shown) shown.textContent = count === rows.length ? '' : `${count} of ${rows.length} fields shown`;
  }
  for (const form of all('form.filters')) {
    form.addEventListener('change', () => filter(form));
    form.addEventListener('submit', (event) => event.preventDefault());
    // A browser that comes back to the page keeps what was ticked.
    if (form.querySelector(':checked')) filter(form);
  }

  // Columns of the index sort by a press on their head.
  for (const head of all('table.sortable thead th')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => sort(head));
  }
  function sort(head) {
    const descending = head.getAttribute('aria-sort') === 'ascending';
    const body = head.closest('table').tBodies[0];
    const column = head.cellIndex;
    const key = (row) => {
      const cell = row.cells[column];
      return cell.dataset.key === undefined ? cell.textContent : Number(cell.dataset.key);
    };
    const rows = [...body.rows].map((row, place) => ({ row, place, key: key(row) }));
    const order = (a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
    rows.sort((a, b) => (descending ? -order(a, b) : order(a, b)) || a.place - b.place);
    body.append(...rows.map(({ row }) => row));
    for (const other of all('th', head.parentNode)) other.setAttribute('aria-sort', 'none');
    head.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
  }

  const linked = location.hash && byId(decodeURIComponent(location.hash.slice(1)));
  if (linked && linked.matches('.row')) select([linked.id], linked);
})();
