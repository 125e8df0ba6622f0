"""Whose tries are counted together: one IPv4 address, or the /64 of IPv6 that one household or firm holds (RATE-01)."""

from ipaddress import IPv6Address, ip_address, ip_network

NETWORK_BITS = 64

ORIGIN_BITS = {4: 24, 6: 48}
"""How much of an address the audit log keeps (AUD-01): enough to see that two things came from the same place, and too
little to say which household it was.
"""


def network_of(host: str) -> str:
    """The network of an address. A name, which only a test or a socket file has, stands for itself."""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if not isinstance(address, IPv6Address):
        return host
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ip_network((address.packed[:8] + bytes(8), NETWORK_BITS)))


def origin_of(host: str) -> str:
    """The address as the audit log keeps it; nothing for a name, which only a test or a socket file has."""
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return ""
    address = getattr(address, "ipv4_mapped", None) or address
    return str(ip_network(f"{address}/{ORIGIN_BITS[address.version]}", strict=False))
