"""`python -m app`, also installed as `cleanplate`."""

from app.core.memory import reading_code


def main() -> None:
    with reading_code():
        from app.cli import main as run  # noqa: PLC0415 - this is what reads the code
    run()


if __name__ == "__main__":
    main()
