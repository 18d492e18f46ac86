"""A mail server of one story: takes what it is given into a folder, a file for
each mail, as Python's own parser reads it; and refuses by what it is told.

    server.py FOLDER [--certificate PEM --key PEM] [--password TEXT]

It prints its port. What it does with a mail is told by the reader's name:

    nobody…  there is no such address
    relay…   the mail server that asks may not hand in here
    later…   not now, twice; then it is taken
    cut…     the first time it goes away in the middle of the mail
    heavy…   the first time the mail is refused for good
"""
import argparse
import asyncio
import collections
import email.policy
import json
import pathlib
import ssl

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

arguments = argparse.ArgumentParser()
arguments.add_argument("folder", type=pathlib.Path)
arguments.add_argument("--certificate")
arguments.add_argument("--key")
arguments.add_argument("--password")
told = arguments.parse_args()

seen = collections.Counter()
taken = 0


def first(what, reader, times=1):
    """Whether this happens to this reader for the first times."""
    seen[what, reader] += 1
    return seen[what, reader] <= times


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody"):
            return f"550 5.1.1 <{address}>: no such user"
        if address.startswith("relay"):
            return "554 5.7.1 relay access denied"
        if address.startswith("later") and first("later", address, 2):
            return "451 4.2.1 try again later"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 ok"

    async def handle_DATA(self, server, session, envelope):
        global taken
        if envelope.rcpt_tos[0].startswith("heavy") and first("heavy", envelope.rcpt_tos[0]):
            return "552 5.3.4 too heavy"
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        taken += 1
        written = {
            "mail_from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "headers": [[name, str(value)] for name, value in mail.items()],
            "sender": mail["From"].addresses[0].display_name,
            "address": mail["From"].addresses[0].addr_spec,
            "subject": str(mail["Subject"]),
            "text": mail.get_content().replace("\r\n", "\n"),
            "defects": [str(defect) for part in mail.walk() for defect in part.defects],
            "secret": session.ssl is not None,
            "authenticated": bool(session.authenticated),
        }
        file = told.folder / f"{taken:04}.json"
        file.with_suffix(".part").write_text(json.dumps(written), encoding="utf-8")
        file.with_suffix(".part").rename(file)
        return "250 2.0.0 taken"


class Server(SMTP):
    async def smtp_DATA(self, arg):
        reader = self.envelope.rcpt_tos[0] if self.envelope and self.envelope.rcpt_tos else ""
        if reader.startswith("cut") and first("cut", reader):
            await self.push("354 go on")
            await self._reader.readline()
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


def authenticate(server, session, envelope, mechanism, data):
    is_right = isinstance(data, LoginPassword) and data.password == told.password.encode()
    return AuthResult(success=is_right, handled=is_right)


async def main():
    settings = {"hostname": "mail.example.test"}
    if told.certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(told.certificate, told.key)
        settings |= {"tls_context": context, "require_starttls": True}
    if told.password:
        settings |= {"authenticator": authenticate, "auth_required": True}
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Server(Handler(), **settings), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
