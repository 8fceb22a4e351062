"""The code that an authenticator app shows (RFC 6238): what a person types as second factor."""

import base64
import hmac
import struct


def code_of(secret, moment):
    """Six digits, SHA-1, thirty seconds. `secret` is base32, `moment` seconds of Unix time."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, struct.pack(">Q", int(moment) // 30), "sha1")
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at:at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"
