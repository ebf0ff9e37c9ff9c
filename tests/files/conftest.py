"""文件测试共用：一页的 PDF，本机上的对象存储。"""

from io import BytesIO

import boto3
import pytest
from moto.server import ThreadedMotoServer
from PIL import Image

KEY, SECRET = "demo", "demo-secret"


@pytest.fixture(scope="session")
def demo_pdf():
    out = BytesIO()
    Image.new("RGB", (210, 297), "white").save(out, "PDF")
    return out.getvalue()


@pytest.fixture(scope="session")
def s3_address():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(s3_address, request):
    """一个空桶，名字。"""
    name = "sanban-" + format(abs(hash(request.node.nodeid)), "x")
    resource = boto3.resource(
        "s3", endpoint_url=s3_address, region_name="us-east-1",
        aws_access_key_id=KEY, aws_secret_access_key=SECRET,
    )  # fmt: skip
    resource.create_bucket(Bucket=name)
    return resource.Bucket(name)


@pytest.fixture
def with_s3(settings, s3_address, bucket):
    """设了对象存储，还在用本机文件夹；给 `True` 就换过去。"""
    options = {
        "bucket_name": bucket.name, "endpoint_url": s3_address, "region_name": "us-east-1",
        "access_key": KEY, "secret_key": SECRET,
    }  # fmt: skip
    s3 = {"BACKEND": "sanban.files.services.stores.s3.S3Store", "OPTIONS": options}

    def switch(in_use):
        local = settings.STORAGES["local"]
        settings.STORE = "s3" if in_use else "local"
        settings.STORAGES = {
            **settings.STORAGES, "s3": s3, "content": s3 if in_use else local,
        }  # fmt: skip

    switch(False)
    return switch
