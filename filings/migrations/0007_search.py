from django.db import migrations

from filings.query.mending import additions
from filings.search.index import forget, make


def mend(apps, schema_editor):
    """What search adds to the pages that were read before it came."""
    page_model = apps.get_model("filings", "Page")
    corrections = dict(apps.get_model("filings", "PageCorrection").objects.values_list("page_id", "text"))
    for held_file in page_model.objects.order_by().values_list("held_file_id", flat=True).distinct():
        pages = list(page_model.objects.filter(held_file_id=held_file).order_by("number").only("id", "text"))
        for page, added in zip(pages, additions([corrections.get(page.pk, page.text) for page in pages])):
            page.mended, page.bridge = added
        page_model.objects.bulk_update(pages, ["mended", "bridge"], batch_size=500)


class Migration(migrations.Migration):
    """The index of all that can be searched, with the triggers that keep it true."""

    dependencies = [
        ("filings", "0006_page_story_export"),
        ("parties", "0001_initial"),
    ]

    operations = [migrations.RunPython(mend, migrations.RunPython.noop), migrations.RunPython(make, forget)]
