"""Asking the API in the tests."""

from typing import Any

from django.test import Client

ROOT = "/api/v1/"
CASE = ROOT + "cases/doe-v-roe/"


def told(client: Client, address: str, **headers: str) -> Any:
    response = client.get(address, headers=headers)
    assert response.status_code == 200, response.text
    assert response["Content-Type"] == "application/json"
    return response.json()


def refused(client: Client, address: str, status: int, **headers: str) -> str:
    """The sentence."""
    response = client.get(address, headers=headers)
    assert response.status_code == status, response.text
    assert response["Content-Type"] == "application/json"
    error = response.json()["error"]
    assert set(error) == {"code", "message"}
    assert error["message"][-1] in ".”"
    return str(error["message"])
