"""子任务树：一次读来，逐层往下看，份额逐层往上合。"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction

from sanban.core.errors import Refused
from sanban.supervision.models import Subtask, SupervisedItem

FULL = 100


class Tree:
    """一件事项没撤销的子任务，一次读来，成一棵树。"""

    def __init__(self, rows: Iterable[Subtask], *, lead: int | None = None) -> None:
        self.rows, self._lead = list(rows), lead
        self._known = {row.pk: row for row in self.rows}
        self._under: dict[int | None, list[Subtask]] = defaultdict(list)
        for row in self.rows:
            self._under[row.parent_id if row.parent_id in self._known else None].append(row)

    def node(self, pk: int) -> Subtask:
        """这一项。

        :raises Refused: 已经撤销。
        """
        if pk not in self._known:
            raise Refused("这项子任务已经撤销，请刷新页面再办。", code="removed")
        return self._known[pk]

    def children(self, pk: int | None) -> list[Subtask]:
        """下一层各项；空为最上层。"""
        return self._under[pk]

    def under(self, row: Subtask) -> list[Subtask]:
        """下面各层的各项，上层在前；有圈也走得完。"""
        found: list[Subtask] = []
        seen, left = {row.pk}, list(self._under[row.pk])
        while left:
            one = left.pop(0)
            if one.pk not in seen:
                seen.add(one.pk)
                found.append(one)
                left += self._under[one.pk]
        return found

    def orgs_over(self, row: Subtask | None) -> list[int]:
        """能管这一项的单位：它和上面各层的，末了是牵头单位。"""
        orgs: list[int] = []
        seen: set[int] = set()
        while row is not None and row.pk not in seen:
            seen.add(row.pk)
            orgs += [row.org_id] if row.org_id else []
            row = self._known.get(row.parent_id) if row.parent_id else None
        return list(dict.fromkeys([*orgs, *([self._lead] if self._lead else [])]))

    def check_no_circle(self, row: Subtask, above: Subtask | None) -> None:
        """不能挪到自己下面去。

        :raises Refused: 成了圈。
        """
        inside = {row.pk, *(one.pk for one in self.under(row))}
        if above is not None and above.pk in inside:
            said = f"“{above.title}”就在“{row.title}”下面，不能把上层挪到自己的下层，请另选一项。"
            raise Refused(said, code="circle")


def tree_of(item: SupervisedItem) -> Tree:
    """一件事项的子任务树，一次查询。"""
    rows = item.subtasks.filter(removed_at=None).select_related("org")
    return Tree(rows.order_by("position", "id"), lead=item.lead_org_id)


def weights(rows: Iterable[Subtask]) -> dict[int, Fraction]:
    """同一层各项的份额，合起来是一：写了份额的照份额，没写的平分余下的。"""
    known = list(rows)
    given = sum(row.share for row in known)
    blank = [row for row in known if row.share == 0]
    rest = Fraction(max(FULL - given, 0), len(blank)) if blank else Fraction(0)
    total = given + rest * len(blank)
    if total == 0:
        return {row.pk: Fraction(1, len(known)) for row in known}
    return {row.pk: Fraction(row.share or rest) / total for row in known}


def rolled_up(tree: Tree) -> tuple[dict[int | None, Fraction], dict[int, Fraction]]:
    """各项的完成率（空键是整件），最末一层各项在整件里占的份额；成了圈、够不着的不算。"""
    order = [one for root in tree.children(None) for one in (root, *tree.under(root))]
    part = dict(weights(tree.children(None)))
    done: dict[int | None, Fraction] = {}
    for row in order:
        mine = weights(tree.children(row.pk))
        part |= {pk: part[row.pk] * share for pk, share in mine.items()}
    for row in reversed(order):
        below = tree.children(row.pk)
        done[row.pk] = _sum(below, done) if below else Fraction(row.progress)
    done[None] = _sum(tree.children(None), done)
    leaves = {row.pk: part[row.pk] for row in order if not tree.children(row.pk)}
    return done, leaves


def _sum(rows: list[Subtask], done: Mapping[int | None, Fraction]) -> Fraction:
    share = weights(rows)
    return sum((share[row.pk] * done[row.pk] for row in rows), Fraction(0))
