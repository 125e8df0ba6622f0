"""Mail as a real server receives it, as a folder keeps it, and what is said when a server does not take it."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from app.adapters.mail import FolderMailer, SmtpMailer, compose, mailer_of
from app.core.errors import Unavailable
from app.core.settings import Settings

MESSAGE_ID = UUID(int=7)
BEGINS, ENDS = datetime(2020, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)


class Postbox:
    """Keeps what the server took."""

    def __init__(self) -> None:
        self.envelopes: list[Any] = []

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802 - aiosmtpd's name
        if address.startswith("nobody"):
            return "550 there is nobody of this name"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        self.envelopes.append(envelope)
        return "250 OK"


@pytest.fixture
def postbox() -> Postbox:
    return Postbox()


@contextmanager
def serving(postbox: Postbox, **options: Any) -> Iterator[str]:
    """The address of a server on this machine that gives what it takes to this box."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    controller = Controller(postbox, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield f"smtp://127.0.0.1:{port}"
    finally:
        controller.stop()


@pytest.fixture
def server(postbox: Postbox) -> Iterator[str]:
    with serving(postbox) as address:
        yield address


def a_certificate_of_our_own(folder: Path) -> ssl.SSLContext:
    """For 127.0.0.1, signed by nobody whom anybody knows."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1)
    signed = builder.not_valid_before(BEGINS).not_valid_after(ENDS).sign(key, hashes.SHA256())
    (folder / "key.pem").write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
        + signed.public_bytes(Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "key.pem")
    return context


def a_message(to: str = "noor@example.com", subject: str = "Change: your desk") -> EmailMessage:
    return compose(
        to=to,
        sender="Cleanplate <hello@cleanplate.example>",
        subject=subject,
        text="Hello,\n\nNoor — your desk is by the window.\n",
        message_id=MESSAGE_ID,
        at=datetime(2027, 3, 1, tzinfo=UTC),
    )


def test_a_server_gets_the_message_whole(server: str, postbox: Postbox) -> None:
    SmtpMailer(server).send(a_message())

    [envelope] = postbox.envelopes
    received = message_from_bytes(envelope.content, policy=policy.default)
    assert envelope.rcpt_tos == ["noor@example.com"]
    assert received["Subject"] == "Change: your desk"
    assert received["Message-ID"] == f"<{MESSAGE_ID}@cleanplate>"
    assert received["Auto-Submitted"] == "auto-generated"
    assert "Noor — your desk is by the window." in received.get_body().get_content()  # type: ignore[union-attr]


def test_a_subject_is_one_line_whatever_is_in_it(server: str, postbox: Postbox) -> None:
    SmtpMailer(server).send(a_message(subject="Change: desk\r\nBcc: everybody@example.com"))

    received = message_from_bytes(postbox.envelopes[0].content, policy=policy.default)
    assert received["Subject"] == "Change: desk Bcc: everybody@example.com"
    assert received["Bcc"] is None


def test_an_address_that_the_server_refuses_is_unavailable(server: str) -> None:
    with pytest.raises(Unavailable):
        SmtpMailer(server).send(a_message(to="nobody@example.com"))


def test_a_server_that_is_not_there_is_unavailable() -> None:
    with pytest.raises(Unavailable):
        SmtpMailer("smtp://127.0.0.1:9").send(a_message())


def test_a_password_is_never_sent_in_the_open(postbox: Postbox) -> None:
    asked: list[Any] = []

    def authenticate(*_: Any) -> AuthResult:
        asked.append("password")
        return AuthResult(success=True)

    with serving(postbox, authenticator=authenticate, auth_require_tls=False) as server, pytest.raises(Unavailable):
        SmtpMailer(server.replace("smtp://", "smtp://somebody:secret@")).send(a_message())

    assert asked == []
    assert postbox.envelopes == []


def test_a_server_that_can_encrypt_must_prove_who_it_is(postbox: Postbox, tmp_path: Path) -> None:
    context = a_certificate_of_our_own(tmp_path)

    with serving(postbox, tls_context=context) as server, pytest.raises(Unavailable) as refused:
        SmtpMailer(server).send(a_message())

    assert refused.value.facts == {"mail": "SSLCertVerificationError"}
    assert postbox.envelopes == []


def test_a_folder_keeps_each_message_once(tmp_path: Path) -> None:
    mailer = FolderMailer(tmp_path / "mail")

    mailer.send(a_message())
    mailer.send(a_message())

    [kept] = (tmp_path / "mail").iterdir()
    assert kept.name == f"{MESSAGE_ID}.eml"
    assert message_from_bytes(kept.read_bytes(), policy=policy.default)["To"] == "noor@example.com"


def test_a_folder_that_cannot_be_written_to_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("a file in the way")

    with pytest.raises(Unavailable):
        FolderMailer(tmp_path / "mail").send(a_message())


def test_the_settings_choose(tmp_path: Path) -> None:
    assert isinstance(mailer_of(Settings(data_folder=tmp_path)), FolderMailer)
    assert isinstance(mailer_of(Settings(smtp_url="smtp://localhost")), SmtpMailer)
