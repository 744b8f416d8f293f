from django.http import HttpRequest, HttpResponse


def document(request: HttpRequest, slug: str, **rest: object) -> HttpResponse:
    raise NotImplementedError


def document_file(request: HttpRequest, slug: str, **rest: object) -> HttpResponse:
    raise NotImplementedError
