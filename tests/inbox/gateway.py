"""本机上的一个小网关：收下送来的 JSON，照吩咐回答；送到别处去的一概没有。"""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Gateway(ThreadingHTTPServer):
    """收到的在 `got`（路径、内容），回答在 `status`。"""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.got, self.status = [], 200

    @property
    def address(self):
        return f"json://127.0.0.1:{self.server_port}"

    @property
    def texts(self):
        return [body["message"] for _, body in self.got]


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        data = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((self.path, json.loads(data)))
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        if self.server.status == 302:
            self.send_header("Location", self.server.address.replace("json", "http") + "/elsewhere")
        self.end_headers()

    def log_message(self, *args):
        """不出声。"""


@contextmanager
def opened():
    server = Gateway()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
