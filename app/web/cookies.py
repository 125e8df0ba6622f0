"""The cookies: being signed in, a visitor who is not, a browser that signed in before, and a look chosen before that."""

from fastapi import Request, Response

from app.core.settings import Settings

SIGN_IN = "sign-in"
VISITOR = "visitor"
LOOK = "look"
NOTICE = "notice"
BROWSER = "browser"

YEAR_SECONDS = 365 * 24 * 3600


class Cookies:
    """Names carry `__Host-` and `Secure` whenever the public address is https. Plain http is for one's own machine."""

    def __init__(self, settings: Settings) -> None:
        self._secure = settings.is_secure

    def name(self, cookie: str) -> str:
        return f"__Host-{cookie}" if self._secure else f"cleanplate-{cookie}"

    def read(self, request: Request, cookie: str) -> str:
        return request.cookies.get(self.name(cookie), "")

    def write(self, response: Response, cookie: str, value: str, *, seconds: int | None = None) -> None:
        response.set_cookie(
            self.name(cookie), value, max_age=seconds, path="/", secure=self._secure, httponly=True, samesite="lax"
        )

    def clear(self, response: Response, cookie: str) -> None:
        response.delete_cookie(self.name(cookie), path="/", secure=self._secure, httponly=True, samesite="lax")
