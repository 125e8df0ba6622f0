"""HTTP without nouns: the router with policies, reading forms, rendering, sign-in cookies, headers, problems."""
