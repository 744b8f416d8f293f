// The papers on the form of a filing: many files picked at once go to one row each, and new rows count on.
// Without this each row still has its own number and its own file field.
'use strict';
document.addEventListener('DOMContentLoaded', () => {
  const group = document.getElementById('documents-group');
  if (!group || !group.querySelector('input[type="file"]')) return;

  const rows = () => [...group.querySelectorAll('tr.form-row:not(.empty-form)')];
  const numberOf = (row) => row.querySelector('input[name$="-number"]');
  const fileOf = (row) => row.querySelector('input[type="file"]');
  const keptOf = (row) => row.querySelector('input[name$="-kept"]');
  const isFree = (row) => fileOf(row) && !fileOf(row).files.length && !keptOf(row).value && !row.classList.contains('has_original');
  const nextNumber = (but) => Math.max(-1, ...rows().filter((row) => row !== but && numberOf(row))
    .map((row) => Number(numberOf(row).value || -1))) + 1;

  document.addEventListener('formset:added', (event) => {
    if (group.contains(event.target) && numberOf(event.target)) numberOf(event.target).value = nextNumber(event.target);
  });

  // 34-2.pdf is attachment 2 of entry 34, and gov.uscourts.cand.452101.34.2.pdf says the same; nothing else is guessed.
  const saidNumber = (name) => {
    const entry = document.querySelector('input[name="entry"]')?.value;
    const court = name.match(/^gov\.uscourts\.[a-z]+\.\d+\.(\d+)\.(\d+)\.pdf$/i);
    const plain = name.match(/^(\d+)(?:-(\d+))?\.pdf$/i);
    const found = court || plain;
    return found && entry && Number(found[1]) === Number(entry) ? Number(found[2] || 0) : null;
  };

  const freeRow = (number) => {
    const free = rows().filter(isFree);
    const wanted = number === null ? free[0] : free.find((row) => Number(numberOf(row).value) === number);
    if (wanted) return wanted;
    group.querySelector('.add-row a').click();
    const row = rows().at(-1);
    if (number !== null) numberOf(row).value = number;
    return row;
  };

  const spread = (files) => {
    const said = [...files].map((file) => ({ file, number: saidNumber(file.name) }));
    const order = (a, b) => (a.number ?? Infinity) - (b.number ?? Infinity)
      || a.file.name.localeCompare(b.file.name, undefined, { numeric: true });
    for (const { file, number } of said.sort(order)) {
      const one = new DataTransfer();
      one.items.add(file);
      fileOf(freeRow(number)).files = one.files;
    }
  };

  const label = document.createElement('label');
  label.className = 'pick-many';
  label.textContent = 'Pick many files at once, one for each row: ';
  const many = document.createElement('input');
  many.type = 'file';
  many.multiple = true;
  many.accept = 'application/pdf,.pdf';
  many.addEventListener('change', () => {
    spread(many.files);
    many.value = '';
  });
  label.append(many);
  group.querySelector('table').before(label);
});
