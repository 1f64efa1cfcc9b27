"""A webhook on loopback that keeps what is posted to it, and answers as a test says."""

import json
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread


class Webhook:
    """`received` holds the messages; `status` is what is answered, None: nothing until `released`."""

    def __init__(self):
        self.received = []
        self.types = []
        self.status = 204
        self.location = None
        self.released = Event()
        self.url = ""


@contextmanager
def webhook():
    told = Webhook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if told.status is None:
                told.released.wait(30)
                return
            told.received.append(json.loads(body))
            told.types.append(self.headers["Content-Type"])
            self.send_response(told.status)
            if told.location:
                self.send_header("Location", told.location)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    told.url = f"http://127.0.0.1:{server.server_port}/alerts"
    try:
        yield told
    finally:
        told.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
