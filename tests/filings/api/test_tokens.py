"""Tokens: shown once, kept as a digest, revoked; what they open."""

import logging
import re

import pytest
from django.db import connection
from django.test import Client

from casefiles.logs import blotted
from casefiles.models import CaseFile, User
from filings.api.actions import MOST_TOKENS, make_token
from filings.api.tokens import PREFIX
from filings.models import ApiToken
from tests import actors, factories
from tests.constraints import breaks
from tests.filings.api.asking import CASE, ROOT, refused, told

PAGE = "/api/tokens/"


def made(client: Client, name: str = "Research") -> str:
    response = client.post(PAGE, {"name": name})
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    found = re.search(r'value="(cft_[\w-]{32})"', response.text)
    assert found
    return found[1]


def test_a_token_is_shown_once_and_kept_as_a_digest(case: CaseFile, reader: Client) -> None:
    token = made(reader)
    assert token not in reader.get(PAGE).text
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            assert token not in str(cursor.fetchall()), table


def test_it_opens_what_its_owner_may_see(case: CaseFile, settings: object) -> None:
    settings.CASEFILES_PUBLIC_READ = False  # type: ignore[attr-defined]
    token = made(actors.reader())
    stranger = actors.anonymous()
    told(stranger, CASE, authorization=f"Bearer {token}")
    told(stranger, CASE, authorization=f"bearer  {token}")
    response = stranger.get(CASE, headers={"Authorization": f"Bearer {token}"})
    assert response["Cache-Control"] == "private, no-cache"
    assert ApiToken.objects.get().last_used_on is not None


def test_a_wrong_token_is_refused_where_none_is_asked_for(case: CaseFile) -> None:
    for wrong in ("Bearer cft_nonsense", "Bearer", "Basic YTpi", "Bearer \x00", ""):
        response = actors.anonymous().get(CASE, headers={"Authorization": wrong})
        assert response.status_code == 401, wrong
        assert response["WWW-Authenticate"].startswith("Bearer")
        assert response["Cache-Control"] == "private, no-cache"


def test_revoked_it_stays_shut(case: CaseFile, reader: Client) -> None:
    token = made(reader)
    pk = ApiToken.objects.get().pk
    stranger = Client()
    assert actors.sealed_reader().post(PAGE, {"revoke": pk}).status_code == 302  # another's button
    told(stranger, CASE, authorization=f"Bearer {token}")
    for number in (str(pk), str(pk), "9" * 30, "x"):
        assert reader.post(PAGE, {"revoke": number}).status_code == 302
    assert "not known" in refused(stranger, CASE, 401, authorization=f"Bearer {token}")


def test_so_it_does_for_who_may_no_longer_sign_in(case: CaseFile, reader: Client) -> None:
    token = made(reader)
    User.objects.update(is_active=False)
    refused(Client(), CASE, 401, authorization=f"Bearer {token}")


def test_a_token_opens_no_page_and_makes_no_token(case: CaseFile, reader: Client, settings: object) -> None:
    settings.CASEFILES_PUBLIC_READ = False  # type: ignore[attr-defined]
    headers = {"Authorization": f"Bearer {made(reader)}"}
    assert Client().get(PAGE, headers=headers).status_code == 302
    assert Client().get("/cases/doe-v-roe/", headers=headers).status_code == 302


def test_bad_names_and_too_many(case: CaseFile, reader: Client) -> None:
    assert "Say what it is for" in reader.post(PAGE, {"name": ""}).text
    reader.post(PAGE, {"name": "a\x00b"})
    assert not ApiToken.objects.exists()
    by = User.objects.get(username="reader")
    for number in range(MOST_TOKENS):
        make_token(by=by, name=str(number), now=factories.NOON)
    assert "revoke one first" in reader.post(PAGE, {"name": "one more"}).text
    assert ApiToken.objects.count() == MOST_TOKENS


def test_it_is_written_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    token = f"{PREFIX}abc-DEF_123"
    assert blotted(f'"GET {ROOT}?token={token} HTTP/1.1"') == f'"GET {ROOT}?token=[token] HTTP/1.1"'
    logging.getLogger("gunicorn.access").warning("Bearer %s", token)
    assert token not in caplog.text


@breaks("an_api_token_is_revoked_after_it_is_made")
def test_a_token_revoked_before_it_was_made(db: None) -> None:
    now = factories.NOON
    ApiToken.objects.create(
        user=factories.make_user(), name="x", digest="0" * 64, made_at=now, revoked_at=now.replace(hour=1)
    )
