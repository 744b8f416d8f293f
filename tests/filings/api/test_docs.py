"""The documentation: its example runs, and it names what there is."""

import html
import re
import subprocess
import sys
from typing import Any

import pytest
from django.test import Client

from casefiles.models import CaseFile
from filings.api.endpoints import ENDPOINTS
from filings.api.resources import RESOURCES
from tests import factories
from tests.filings.api.asking import ROOT, told


def example(text: str) -> str:
    found = re.search(r"<pre[^>]*><code>(.*?)</code></pre>", text, re.S)
    assert found
    return html.unescape(found[1])


@pytest.mark.django_db(transaction=True)
def test_the_example_runs_as_it_stands(live_server: Any, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("filings.api.gate.SIZE", 1)  # it goes on to the next page
    factories.make_case()
    factories.make_case(slug="another", docket_number="5:25-cv-00002", caption="Poe v. Moe")
    program = example(client.get(ROOT + "docs/", headers={"host": live_server.url.removeprefix("http://")}).text)
    assert len(program.strip().splitlines()) == 5
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "Doe Works, LLC v. Roe Systems, Inc.\nPoe v. Moe\n"


def test_it_names_each_address_and_each_field(case: CaseFile, anonymous: Client, settings: Any) -> None:
    settings.CASEFILES_API_LIMIT = 77
    text = anonymous.get(ROOT + "docs/").text
    for endpoint in ENDPOINTS.values():
        assert f"<code>/{endpoint.path}</code>" in text
        assert all(f"<code>{one.name}</code>" in text for one in endpoint.parameters)
    assert all(f"<code>{name}</code>" in text for resource in RESOURCES for name in resource.names)
    assert "77 requests a minute" in text
    assert "{%" not in text


def test_the_description_is_openapi_and_fit_to_be_kept(case: CaseFile, anonymous: Client) -> None:
    found = told(anonymous, ROOT + "openapi.json")
    assert (found["openapi"], found["servers"]) == ("3.1.0", [{"url": "http://testserver/api/v1"}])
    etag = anonymous.get(ROOT + "openapi.json")["ETag"]
    assert anonymous.get(ROOT + "openapi.json", headers={"If-None-Match": etag}).status_code == 304
