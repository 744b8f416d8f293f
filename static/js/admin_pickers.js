// The pickers of the admin. Without this they work as Django's own: any case is offered, and the order is the list's.
'use strict';
{
  const $ = django.jQuery;

  // On a form whose case has just been chosen, offer that case's records. (A known case stands in the address already.)
  $.ajaxPrefilter((options) => {
    const chosen = document.querySelector('select[name="case"]');
    const known = /[?&]case=/.test(options.url);
    if (!options.url.includes('/autocomplete/') || known || !chosen || !chosen.value) return;
    const joint = options.url.includes('?') ? '&' : '?';
    options.url += `${joint}case=${encodeURIComponent(chosen.value)}`;
  });

  // Picked last stands last, also where the record was picked before, put back and picked again.
  $(document).on('select2:select', 'select[multiple].admin-autocomplete', function (event) {
    const option = [...this.options].find((one) => one.value === String(event.params.data.id));
    if (option && option !== this.lastElementChild) {
      this.append(option);
      $(this).trigger('change');
    }
  });
}
