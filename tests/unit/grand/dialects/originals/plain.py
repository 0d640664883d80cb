"""Nodes for NetworkX, and answers as JSON has them."""


class Id:
    """A node of NetworkX: hashable and with a text, but unlike a text not a list of characters."""

    def __init__(self, text):
        self.text = text

    def __eq__(self, other):
        return isinstance(other, Id) and self.text == other.text

    def __hash__(self):
        return hash(self.text)

    def __str__(self):
        return self.text

    def __repr__(self):
        return repr(self.text)


def plain(value):
    """As JSON has it: a dictionary by nodes is an object, whatever can be iterated is a list."""
    if isinstance(value, Id):
        return value.text
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        return "NaN" if value != value else int(value) if value == int(value) else round(value, 12)
    if isinstance(value, dict) or hasattr(value, "keys") and hasattr(value, "__getitem__"):
        return {plain(key): plain(value[key]) for key in value}
    return [plain(part) for part in value]
