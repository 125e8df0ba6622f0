"""Every setting, read once from the environment; docs/settings.md is made from these descriptions."""

import os
import re
from functools import cached_property
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, field_validator
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

SAMPLE_SECRET = "only-for-the-demonstration-never-in-production"  # noqa: S105 - `doctor` and start-up refuse it
SECRET_BYTES = 32
"""How many random bytes a secret holds at least (KEY-01). They are more characters than bytes once they are written down:
64 in hexadecimal, 43 in base64.
"""
FEWEST_IN_HEX, FEWEST_IN_TEXT = 10, 16
"""How many different characters 32 random bytes have at least. Real ones miss this less than once in a million million
in hexadecimal, and never in practice in base64; typed ones, such as one letter held down, nearly always.
"""

SECRETS = (
    "secret_key", "cipher_keys", "audit_key", "backup_key", "smtp_url", "database_url", "background_url",
    "migration_database_url",
)  # fmt: skip
"""What may hold a key or a password, and so may be kept in a file that the machine hands out (KEY-01)."""


class SecretUnread(Exception):
    """A secret that should come from a file does not. The sentence names the setting, never the path or the content."""


class _SecretFiles(PydanticBaseSettingsSource):
    """`SECRET_KEY_FILE` and its like: the path of a file that holds the value and nothing else."""

    def __call__(self) -> dict[str, Any]:
        return {name: self._read(name.upper()) for name in SECRETS if os.environ.get(f"{name.upper()}_FILE")}

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        """Asked for by the base class alone, whose way of going through the fields is not used."""
        raise NotImplementedError(field, field_name)

    @staticmethod
    def _read(name: str) -> str:
        if os.environ.get(name):
            raise SecretUnread(f"{name} and {name}_FILE are both set. Keep one of them.")
        try:
            value = Path(os.environ[f"{name}_FILE"]).read_text(encoding="utf-8").strip()
        except (OSError, ValueError):
            raise SecretUnread(
                f"The file of {name}_FILE cannot be read. Check that it is there and that this user may read it."
            ) from None
        if not value:
            raise SecretUnread(f"The file of {name}_FILE is empty. Put the value of {name} into it.")
        return value


class Settings(BaseSettings):
    """Names are upper case in the environment, for instance `DATABASE_URL`; a `.env` file is not read."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the base class names them
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - as above
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, _SecretFiles(settings_cls)

    environment: Literal["demonstration", "production"] = Field(
        "demonstration",
        description="`demonstration` offers a page that signs in as anybody of the cast; `production` has no such page.",
    )
    host: str = Field("127.0.0.1", description="The address that `serve` listens on.")
    port: int = Field(8000, ge=1, le=65535, description="The port that `serve` listens on.")
    base_url: str = Field("", description="The public address, used in every link that leaves the product.")
    data_folder: Path = Field(Path("var"), description="Where the SQLite database, files and undelivered mail live.")
    database_url: str = Field(
        "", description="`sqlite:///…` or `postgresql+psycopg://…`; empty means SQLite in `data_folder`."
    )
    migration_database_url: str = Field(
        "",
        description="The same PostgreSQL database as the role that owns its tables; only `migrate` uses it. "
        "Empty means `DATABASE_URL`. docs/database-roles.md says how the two roles are made.",
    )
    background_url: str = Field("", description="Where durable jobs are kept; empty means beside the database.")
    storage_url: str = Field(
        "", description="A folder or a bucket for uploaded files; empty means `data_folder`/files."
    )
    scanner_url: str = Field(
        "",
        description="`clamd://host:port` or `clamd:///socket`; files wait until it is content. Empty means no scanner.",
    )
    secret_key: str = Field(
        SAMPLE_SECRET,
        description="32 random bytes, as 64 hexadecimal characters; signs tokens. Required in production.",
    )
    cipher_keys: str = Field(
        "", description="Keys for health and adjustment text, `id:hex,id:hex`, newest first. Required in production."
    )
    audit_key: str = Field(
        "",
        description="64 hexadecimal characters; ties the entries of the audit log together, and is never changed. "
        "Required in production.",
    )
    backup_key: str = Field(
        "", description="64 hexadecimal characters; locks backups. Keep it elsewhere than the other keys."
    )
    safe_folder: Path | None = Field(
        None,
        description="A folder on another disk or machine, for what must outlive the database: the heads of the audit "
        "log and the list of erasures. Empty means `data_folder`/safe.",
    )
    smtp_url: str = Field("", description="`smtp://user:password@host:port`; empty writes mail into a folder instead.")
    mail_from: str = Field("Cleanplate <hello@cleanplate.example>", description="The sender of every message.")
    threads: int = Field(16, ge=1, le=64, description="Requests worked on at the same time; also the size of the pool.")
    log_format: Literal["json", "plain"] = Field("json", description="How log lines are written.")
    log_level: Literal["info", "warning"] = Field("info", description="The least important lines that are written.")
    worker_inside: bool = Field(True, description="Run the background worker inside `serve`.")
    solve_seconds: float = Field(
        20.0,
        gt=0,
        le=600,
        description="The longest time in which a better plan is looked for. A first one is there at once.",
    )

    @field_validator("base_url")
    @classmethod
    def _names_a_web_address(cls, value: str) -> str:
        return _shaped(value, r"https?://[^/?#]+/?")

    @field_validator("database_url", "migration_database_url", "background_url")
    @classmethod
    def _names_a_known_database(cls, value: str) -> str:
        return _shaped(value, r"sqlite:///.+|postgresql\+psycopg://.+")

    @field_validator("smtp_url")
    @classmethod
    def _names_a_mail_server(cls, value: str) -> str:
        return _shaped(value, r"smtp://([^/@]*@)?[^/@:]+(:\d+)?/?")

    @field_validator("scanner_url")
    @classmethod
    def _names_a_scanner(cls, value: str) -> str:
        return _shaped(value, r"clamd://[^/@]+|clamd:///[^?#]+")

    @field_validator("cipher_keys")
    @classmethod
    def _holds_whole_keys(cls, value: str) -> str:
        return _shaped(value, r"\s*[\w-]+:[0-9a-fA-F]{64}\s*(,\s*[\w-]+:[0-9a-fA-F]{64}\s*)*")

    @field_validator("audit_key", "backup_key")
    @classmethod
    def _is_one_key(cls, value: str) -> str:
        return _shaped(value, r"[0-9a-fA-F]{64}")

    @property
    def is_demonstration(self) -> bool:
        return self.environment == "demonstration"

    @cached_property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.data_folder / 'cleanplate.sqlite'}"

    def for_migration(self) -> "Settings":
        """The same, connected as whoever owns the tables."""
        return self.model_copy(update={"database_url": self.migration_database_url or self.database_url})

    @cached_property
    def background(self) -> str:
        if self.background_url:
            return self.background_url
        if self.database.startswith("sqlite"):
            return self.database.removesuffix(".sqlite") + "-background.sqlite"
        return self.database

    @cached_property
    def storage(self) -> str:
        return self.storage_url or (self.data_folder / "files").absolute().as_uri()

    @cached_property
    def safe(self) -> Path:
        return self.safe_folder or self.data_folder / "safe"

    @cached_property
    def public_url(self) -> str:
        return (self.base_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def is_secure(self) -> bool:
        """Whether the public address is https; cookies are named and marked by it."""
        return self.public_url.startswith("https://")

    @cached_property
    def trusted_hosts(self) -> frozenset[str]:
        return frozenset({urlsplit(self.public_url).hostname or "", "127.0.0.1", "localhost"})

    def problems(self) -> list[str]:
        """Why these settings may not be used in production, one sentence each."""
        if self.is_demonstration:
            return []
        found = []
        if self.secret_key == SAMPLE_SECRET or not _is_random(self.secret_key):
            found.append(
                "SECRET_KEY is missing, too short, too plain or the sample value. "
                "Give it 32 random bytes, as 64 hexadecimal characters."
            )
        if not self.cipher_keys:
            found.append("CIPHER_KEYS is missing. Give it one key as id:hex, 64 hexadecimal characters long.")
        if not self.audit_key:
            found.append("AUDIT_KEY is missing. Give it 64 hexadecimal characters, and keep it away from the database.")
        found += [f"{name} is too plain. Make it of 32 random bytes." for name in self._plain_keys()]
        if not self.is_secure:
            found.append("BASE_URL must begin with https:// in production.")
        return found

    def _plain_keys(self) -> list[str]:
        """Keys of the right length that nobody drew by chance."""
        ciphers = [key.rpartition(":")[2].strip() for key in self.cipher_keys.split(",") if key.strip()]
        keys = {"CIPHER_KEYS": ciphers, "AUDIT_KEY": [self.audit_key], "BACKUP_KEY": [self.backup_key]}
        return [name for name, values in keys.items() if not all(_is_random(each) for each in values if each)]


def _is_random(secret: str) -> bool:
    """Whether this can be 32 random bytes: long enough in the way it is written, and not a few characters repeated."""
    is_hex = re.fullmatch(r"[0-9a-fA-F]+", secret) is not None
    if is_hex:
        return len(secret) >= 2 * SECRET_BYTES and len(set(secret.lower())) >= FEWEST_IN_HEX
    return len(secret) * 6 >= SECRET_BYTES * 8 and len(set(secret)) >= FEWEST_IN_TEXT


def _shaped(value: str, shape: str) -> str:
    """An empty value, or one of this shape; the command line says which setting it was."""
    if value and not re.fullmatch(shape, value):
        raise ValueError("this value cannot be used")
    return value
