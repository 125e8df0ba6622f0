"""Mail: by SMTP where it is configured, otherwise as files in a folder. The message is the standard library's own."""

import smtplib
import ssl
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit
from uuid import UUID

from app.core.errors import Unavailable
from app.core.settings import Settings

TIMEOUT_SECONDS = 20


class Mailer(Protocol):
    def send(self, message: EmailMessage) -> None: ...


def compose(*, to: str, sender: str, subject: str, text: str, message_id: UUID, at: datetime) -> EmailMessage:
    """A plain-text message whose Message-ID is the same each time it is tried (REL-06). A subject is one line."""
    message = EmailMessage()
    message["To"] = to
    message["From"] = sender
    message["Subject"] = " ".join(subject.split())
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{message_id}@cleanplate>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    return message


class SmtpMailer:
    def __init__(self, url: str) -> None:
        self._parts = urlsplit(url)

    def send(self, message: EmailMessage) -> None:
        """Raises `Unavailable` when the server does not take the message now; the worker tries again."""
        host, port = self._parts.hostname or "localhost", self._parts.port or 25
        try:
            with smtplib.SMTP(host, port, timeout=TIMEOUT_SECONDS) as server:
                self._enter(server)
                server.send_message(message)
        except (OSError, smtplib.SMTPException) as problem:
            raise Unavailable(mail=type(problem).__name__) from problem

    def _enter(self, server: smtplib.SMTP) -> None:
        """Encrypt where the server can, and never say the password in the open."""
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
        elif self._parts.username:
            raise smtplib.SMTPNotSupportedError
        if self._parts.username:
            server.login(unquote(self._parts.username), unquote(self._parts.password or ""))


class FolderMailer:
    """Writes each message as an .eml file that any mail program opens."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, message: EmailMessage) -> None:
        name = str(message["Message-ID"]).strip("<>").partition("@")[0]
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / f"{name}.eml").write_bytes(bytes(message))
        except OSError as problem:
            raise Unavailable(mail=type(problem).__name__) from problem


def mailer_of(settings: Settings) -> Mailer:
    return SmtpMailer(settings.smtp_url) if settings.smtp_url else FolderMailer(settings.data_folder / "mail")
