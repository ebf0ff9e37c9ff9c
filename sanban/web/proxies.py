"""反向代理后面：来访地址、是不是 https，只听信得过的代理说的，别人自己写的不算。"""

from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]
Address = IPv4Address | IPv6Address
SAID = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST")


def middleware(handler: Handler) -> Handler:
    """把来访地址换成真的；不是代理连上来的，带的话都抹去。"""
    networks = [ip_network(one, strict=False) for one in settings.PROXIES]

    def is_proxy(address: Address | None) -> bool:
        return address is not None and any(address in one for one in networks)

    def answer(request: HttpRequest) -> HttpResponse:
        meta = request.META
        if is_proxy(_read(meta.get("REMOTE_ADDR", ""))):
            hops = [_read(one) for one in meta.get(SAID[0], "").split(",")]
            meta["REMOTE_ADDR"] = _visitor(hops, is_proxy) or meta["REMOTE_ADDR"]
        else:
            for name in SAID:
                meta.pop(name, None)
        return handler(request)

    return answer


def _visitor(hops: list[Address | None], is_proxy: Callable[[Address | None], bool]) -> str:
    """从近到远，头一个不是自己代理的；再往前是来访的人自己写的，不信。"""
    beyond = next((one for one in reversed(hops) if not is_proxy(one)), None)
    return "" if beyond is None else str(beyond)


def _read(text: str) -> Address | None:
    try:
        return ip_address(text.strip())
    except ValueError:
        return None
