"""折腾：隔几秒挑一样——杀进程、停库、塞满盘、拨钟，记下何时做了什么。"""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from chaos.cluster import Cluster
from chaos.disks import Disk
from chaos.hosts import Host, kill_one

PAUSE = (3.0, 8.0)
"""两样之间歇几秒。"""
FULL_SECONDS = (3.0, 8.0)
JUMPS = (7200, -7200, 86400, -86400, 90, -90, 1500)


@dataclass(slots=True)
class Tormentor:
    """折腾的人：两台机器、库、两块盘。"""

    hosts: list[Host]
    cluster: Cluster
    files: Disk
    database: Disk
    chance: random.Random
    told: list[tuple[float, str]] = field(default_factory=list)

    def torment(self, seconds: float) -> None:
        """折腾这么久，末了恢复原样。"""
        began = time.monotonic()
        acts = self._acts()
        while time.monotonic() - began < seconds:
            act = self.chance.choices(list(acts), weights=list(acts.values()))[0]
            self.told.append((time.monotonic() - began, act.__name__.strip("_")))
            act()
            time.sleep(self.chance.uniform(*PAUSE))
            self._stand_up()
        self.calm()

    def _acts(self) -> dict[Callable[[], None], int]:
        found: dict[Callable[[], None], int] = {
            self._kill_process: 6, self._kill_host: 2, self._restart_database: 2,
        }  # fmt: skip
        if self.files.is_small:
            found[self._fill_files] = 2
        if self.database.is_small:
            found[self._fill_database] = 1
        if any(one.clock for one in self.hosts):
            found[self._shift_clock] = 3
        return found

    def _kill_process(self) -> None:
        family = self.chance.choice(self.hosts).family()
        if family:
            kill_one(self.chance.choice(family))

    def _kill_host(self) -> None:
        self.chance.choice(self.hosts).kill()

    def _restart_database(self) -> None:
        self.cluster.stop()
        time.sleep(self.chance.uniform(0.2, 3.0))
        self.cluster.start()

    def _fill_files(self) -> None:
        self._full(self.files)

    def _fill_database(self) -> None:
        self._full(self.database)
        self.cluster.stay_up()

    def _full(self, disk: Disk) -> None:
        disk.fill()
        time.sleep(self.chance.uniform(*FULL_SECONDS))
        disk.free()

    def _shift_clock(self) -> None:
        for one in self.hosts:
            one.shift(self.chance.choice(JUMPS))

    def _stand_up(self) -> None:
        self.cluster.stay_up()
        for one in self.hosts:
            one.stay_up()

    def calm(self) -> None:
        """腾出盘，拨回钟，都起来。"""
        self.files.free()
        self.database.free()
        for one in self.hosts:
            one.shift(0)
        self._stand_up()

    def summary(self) -> dict[str, int]:
        """各样折腾了几回。"""
        names = [name for _, name in self.told]
        return {name: names.count(name) for name in sorted(set(names))}
