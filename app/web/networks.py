"""Whose tries are counted together: one IPv4 address, or the /64 of IPv6 that one household or firm holds (RATE-01)."""

from ipaddress import IPv6Address, ip_address, ip_network

NETWORK_BITS = 64


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
