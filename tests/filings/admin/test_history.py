"""Who changed what, when, and what it held before."""

from django.test import Client

from filings.docket.models import Filing
from parties.models import Appearance
from tests import actors, factories
from tests.filings.admin.posting import page, send


class TestHistory:
    def test_says_who_changed_what_and_what_it_was_before(self, admin: Client, filing: Filing, doe: Appearance) -> None:
        roe = factories.make_appearance(filing.case, slug="roe", name="Roe, Inc.", role="defendant")
        send(admin, page(filing), title="Better motion", filed_by=[roe.pk], note="Seen.")
        text = " ".join(admin.get(page(filing, "history")).content.decode().split())
        assert "<strong>Title:</strong> Motion → Better motion" in text
        assert "<strong>Note:</strong> unknown → Seen." in text
        assert "<td>admin</td><td>Filer added: Roe, Inc.</td>" in text
        assert "<td>admin</td><td>Filer removed: Doe Works</td>" in text

    def test_shows_a_version_and_undoes_nothing(self, admin: Client, filing: Filing) -> None:
        send(admin, page(filing), title="Better motion")
        address = page(filing, f"history/{filing.history.last().pk}")
        assert "<td>Motion</td>" in admin.get(address).content.decode()
        assert admin.post(address, {"title": "Back again"}).status_code == 405
        filing.refresh_from_db()
        assert filing.title == "Better motion"

    def test_names_filings_in_the_history_of_what_speaks_of_them(self, admin: Client, filing: Filing) -> None:
        deadline = factories.make_deadline(filing.case)
        send(admin, page(deadline), trigger_entry=filing.pk)
        filing.sealed = "full"
        filing.save()
        assert "→ No. 34 Motion (Doe v. Roe)" in admin.get(page(deadline, "history")).content.decode()
        assert "→ No. 34 Sealed (Doe v. Roe)" in actors.clerk().get(page(deadline, "history")).content.decode()

    def test_has_no_inline_style_or_script(self, admin: Client, filing: Filing) -> None:
        send(admin, page(filing), title="Better motion")
        for address in (page(filing, "history"), page(filing, f"history/{filing.history.last().pk}")):
            text = admin.get(address).content.decode()
            assert "style=" not in text
            assert "onclick=" not in text
