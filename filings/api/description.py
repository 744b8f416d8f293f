"""The OpenAPI 3.1 description, made from the table of endpoints and the fields of the resources."""

import re
from typing import Any

from filings.api.asking import Parameter
from filings.api.endpoints import ENDPOINTS, PLACES, Endpoint
from filings.api.resources import RESOURCES, Resource, known, rows

VERSION = "1.0"
ABOUT = (
    "Read only. Lists come in pages: follow next until it is null; rows that come meanwhile move none that you have yet to "
    "read. What is not known is null. Sealed papers show no more than on the pages of this site. Send the ETag of an answer "
    "back as If-None-Match to get 304 where nothing changed. A token goes into the header Authorization, after the word Bearer."
)
SENTENCES = {
    "400": "A parameter is unknown or bad; the message says which and what would be good.",
    "401": "The token is not known, or this site is read by signed-in readers alone.",
    "404": "Nothing has this address.",
    "405": "Only GET, HEAD and OPTIONS are answered.",
    "406": "JSON is all there is.",
    "429": "Too many requests; Retry-After says how many seconds to wait.",
}
WHOLE = {"type": "integer", "minimum": 0}
LIMITS = {
    "RateLimit-Limit": {"description": "Requests a minute.", "schema": WHOLE},
    "RateLimit-Remaining": {"description": "Those left in this minute.", "schema": WHOLE},
    "RateLimit-Reset": {"description": "Seconds to the next minute.", "schema": WHOLE},
}
ERROR = {
    "type": "object",
    "properties": {
        "error": {
            "type": "object",
            "properties": {"code": {"type": "string"}, "message": {"type": "string"}},
            "required": ["code", "message"],
            "additionalProperties": False,
        }
    },
    "required": ["error"],
    "additionalProperties": False,
}
LINKS = {"type": "object", "additionalProperties": {"type": "string"}}
OF_SEARCH = {
    "query": {"type": "string", "description": "What was searched."},
    "faults": {"type": "array", "items": {"type": "string"}, "description": "What was passed over, and why."},
    "count": {"type": "integer", "description": "Pages and entries found."},
    "filings": {"type": "integer", "description": "Filings found."},
    "is_exact": {"type": "boolean", "description": "false: there are more than these counts say."},
    "newest_first": {"type": "boolean", "description": "The order of the hits; else the best first."},
    "records": rows(**dict.fromkeys(("sort", "title", "about", "address"), known("string")))
    | {"description": "On the first page: parties, counsel, claims, contentions, deadlines and facts that answer."},
}


def described(*, base: str) -> dict[str, Any]:
    """`base`: address of the API, without the slash at its end."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Case files", "version": VERSION, "description": ABOUT},
        "servers": [{"url": base}],
        "security": [{}, {"token": []}],
        "paths": {f"/{endpoint.path}": {"get": _operation(endpoint)} for endpoint in ENDPOINTS.values()},
        "components": {
            "schemas": {"Error": ERROR} | {resource.name: _schema(resource) for resource in RESOURCES},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    in_path = [PLACES[name] for name in re.findall(r"{(\w+)}", endpoint.path)]
    parameters = [_parameter(one, "path") for one in in_path]
    parameters += [_parameter(one, "query") for one in endpoint.parameters]
    good = _response("The answer.", _answer(endpoint), {"ETag": {"schema": {"type": "string"}}, **LIMITS})
    responses = {"200": good, "304": {"description": "Nothing changed since the ETag in If-None-Match."}}
    error = {"$ref": "#/components/schemas/Error"}
    waits = {"Retry-After": {"description": "Seconds to wait.", "schema": WHOLE}}
    responses |= {
        status: _response(sentence, error, waits if status == "429" else {}) for status, sentence in SENTENCES.items()
    }
    return {
        "operationId": endpoint.name,
        "summary": endpoint.summary,
        "parameters": parameters,
        "responses": responses,
    }


def _parameter(parameter: Parameter, place: str) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": place,
        "required": place == "path" or parameter.required,
        "description": parameter.description,
        "schema": parameter.schema,
    }


def _response(sentence: str, schema: dict[str, Any], headers: dict[str, Any]) -> dict[str, Any]:
    return {"description": sentence, "headers": headers, "content": {"application/json": {"schema": schema}}}


def _answer(endpoint: Endpoint) -> dict[str, Any]:
    if endpoint.resource is None:
        return LINKS
    one = {"$ref": f"#/components/schemas/{endpoint.resource.name}"}
    if not endpoint.letter:
        return one
    properties = {
        "next": {"type": ["string", "null"], "description": "Address of the next page."},
        "results": {"type": "array", "items": one},
    } | (OF_SEARCH if endpoint.letter == "s" else {})
    return {
        "type": "object",
        "properties": properties,
        "required": sorted(properties),
        "additionalProperties": False,
    }


def _schema(resource: Resource) -> dict[str, Any]:
    """No field is required: `fields` and `omit` leave some out."""
    properties = {field.name: field.schema | {"description": field.description} for field in resource.fields}
    return {
        "type": "object",
        "description": resource.description,
        "properties": properties,
        "additionalProperties": False,
    }
