/// What the page does where scripts run: everything can be read without.
///
/// Folds open for printing, tables are sorted by a click on a header, rows are filtered by a word, and the mark of a row
/// that is pointed at stands out in its figure.
enum PageScript {
  static let javaScript = """
    'use strict';
    const all = (selector, within = document) => [...within.querySelectorAll(selector)];
    // Folds are open in the file, so that all can be read where no script runs, and on paper.
    let closed = all('details');
    closed.forEach(fold => { fold.open = false; });
    addEventListener('beforeprint', () => {
      closed = all('details:not([open])');
      closed.forEach(fold => { fold.open = true; });
    });
    addEventListener('afterprint', () => closed.forEach(fold => { fold.open = false; }));
    const open = () => {
      const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
      const fold = target && target.closest('details');
      if (fold) fold.open = true;
    };
    addEventListener('hashchange', open);
    open();
    const value = cell => {
      const number = Number(cell.dataset.value);
      return cell.dataset.value && !Number.isNaN(number) ? number : null;
    };
    const sort = (table, column, header) => {
      const down = header.getAttribute('aria-sort') === 'ascending';
      all('thead th', table).forEach(other => other.removeAttribute('aria-sort'));
      header.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const body = table.tBodies[0];
      const rows = [...body.rows].map((row, place) => ({ row, place, cell: row.cells[column] }));
      rows.sort((one, other) => {
        const [a, b] = [value(one.cell), value(other.cell)];
        let order = 0;
        if (a !== null && b !== null) order = a - b;
        else if (a !== null || b !== null) return a === null ? 1 : -1;
        else order = one.cell.textContent.localeCompare(other.cell.textContent, document.documentElement.lang);
        return (down ? -order : order) || one.place - other.place;
      });
      body.append(...rows.map(entry => entry.row));
    };
    all('table.sortable').forEach(table => {
      all('thead th', table).forEach((header, column) => {
        const button = document.createElement('button');
        button.type = 'button';
        button.append(...header.childNodes);
        header.append(button);
        button.addEventListener('click', () => sort(table, column, header));
      });
    });
    all('.tools').forEach(tools => {
      const rows = [...document.getElementById(tools.dataset.table).tBodies[0].rows];
      const [input, told] = [tools.querySelector('input'), tools.querySelector('output')];
      tools.hidden = false;
      input.addEventListener('input', () => {
        const word = input.value.trim().toLocaleLowerCase();
        rows.forEach(row => { row.hidden = !row.textContent.toLocaleLowerCase().includes(word); });
        told.textContent = word ? `${rows.filter(row => !row.hidden).length} ${told.dataset.words}` : '';
      });
    });
    all('table.sortable').forEach(table => {
      const marks = all('svg .mark', document.getElementById(table.dataset.figure));
      const name = row => row.cells[0].textContent.trim();
      const light = (row, on) => {
        row.classList.toggle('lit', on);
        marks.filter(mark => name(row) && mark.textContent.trim().startsWith(name(row)))
          .forEach(mark => mark.classList.toggle('lit', on));
      };
      all('tbody tr', table).forEach(row => {
        row.addEventListener('mouseenter', () => light(row, true));
        row.addEventListener('mouseleave', () => light(row, false));
      });
    });
    """
}
