from django.http import HttpRequest, HttpResponse


def parties(request: HttpRequest, slug: str) -> HttpResponse:
    raise NotImplementedError
