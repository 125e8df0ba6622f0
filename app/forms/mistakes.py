"""How a form's own check says what is wrong: one sentence, already in our words."""

from pydantic_core import PydanticCustomError


def mistake(message: str, **facts: object) -> PydanticCustomError:
    """Raise the result inside a validator. `message` is a message id and `facts` fill it."""
    return PydanticCustomError("house", "{sentence}", {"sentence": message, "facts": facts})
