"""命令 `sanban render`：把打字的公文排成一种载体；要么整份写出，要么一个字也不写。"""

import argparse
import json
import sys
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from sanban.engine.fonts import NoFont
from sanban.engine.forms import Form, load_form
from sanban.engine.forms.loading import KEYS
from sanban.engine.gongwen.markdown import NotReadable, Typed, gongwen_of, load_typed
from sanban.engine.gongwen.markdown.reading import load_text
from sanban.engine.gongwen.office_rules import STANDARD, Rules, load_rules
from sanban.engine.gongwen.problems import Problem, Rejected
from sanban.engine.gongwen.profiles import MEASURED, NOMINAL, PROFILES
from sanban.engine.gongwen.serialise import from_json
from sanban.engine.render.options import options_of
from sanban.engine.render.output import NotWritten, names_of, spare, write_all
from sanban.engine.render.result import Rendered
from sanban.engine.render.targets import TARGETS, render, render_form
from sanban.engine.render.typesetting import TypesettingFailed

WRITTEN, REFUSED, UNREADABLE = 0, 1, 2
STATUS = {WRITTEN: "written", REFUSED: "refused", UNREADABLE: "unreadable"}
# 没有指定页面时：单位的人在 Word 对话框里看数，所以 DOCX 按对话框填
USUAL_PROFILES = {"docx": NOMINAL}
SHOWN, LONGEST = 30, 300
STOPPED = "停下了，什么也没有写。"
BROKEN = "没有成文，什么也没有写：程序出了意料之外的问题（{}），请把文件和这句话交给维护人员。"


@dataclass(frozen=True, slots=True)
class Report:
    """一次成文的结果：退出码、写了哪些文件、几页、问题、一句话。"""

    code: int
    outputs: tuple[Path, ...] = ()
    pages: int | None = None
    passes: int = 0
    problems: tuple[Problem, ...] = ()
    message: str = ""


def main(argv: list[str]) -> int:
    """写出返回 0；公文有问题没有写返回 1；读不了、写不进、用法不对返回 2。"""
    try:
        options = options_of(argv, list(TARGETS))
    except SystemExit as leaving:
        return UNREADABLE if leaving.code else WRITTEN
    try:
        report = run(options)
    except KeyboardInterrupt:
        report = Report(UNREADABLE, message=STOPPED)
    except Exception as error:  # 最后一道：用户看到的总是一句话
        report = Report(UNREADABLE, message=BROKEN.format(type(error).__name__))
    (_say_json if options.json_report else _say)(options, report)
    return report.code


def run(options: argparse.Namespace) -> Report:
    """成文一次；意料之中的毛病都变成结果，意料之外的照抛。"""
    try:
        done = _rendered(options)
        out = options.out or options.file.with_suffix(f".{options.to}")
        names = names_of(out, len(done.parts))
        spare(names, (options.file, options.office_rules))
        write_all(done.parts, names)
    except Rejected as rejected:
        return Report(REFUSED, problems=rejected.problems)
    except TypesettingFailed as failed:
        return Report(REFUSED, message=str(failed))
    except (NotReadable, NotWritten, NoFont) as error:
        return Report(UNREADABLE, message=str(error))
    return Report(WRITTEN, names, done.pages, done.passes, done.notes)


def _rendered(options: argparse.Namespace) -> Rendered:
    given = {"fonts": options.fonts, "dpi": options.dpi}
    rules = _rules(options)
    if options.file.suffix.lower() == ".json":
        return render(from_json(load_text(options.file)), options.to, rules=rules, **given)
    typed = load_typed(options.file)
    if not any(key in typed.front for key in KEYS):
        return render(gongwen_of(typed, options.file), options.to, rules=rules, **given)
    return render_form(_form(typed), options.to, rules=rules, **given)


def _form(typed: Typed) -> Form:
    if typed.body.strip():
        message = "表单没有正文，请把文件头后面的字删去，或者写到栏里。"
        raise Rejected(Problem("表单", message, typed.body_line))
    try:
        return load_form(typed.front)
    except Rejected as rejected:
        raise Rejected(*(_with_line(one, typed) for one in rejected.problems)) from rejected


def _with_line(problem: Problem, typed: Typed) -> Problem:
    name = problem.element.partition(".")[0]
    return replace(problem, line=typed.lines.get(("", 0, name), 0))


def _rules(options: argparse.Namespace) -> Rules:
    usual = USUAL_PROFILES.get(options.to, MEASURED).name
    if options.office_rules is None:
        return replace(STANDARD, profile=PROFILES[options.profile or usual])
    text = load_text(options.office_rules)
    return load_rules(text, profile=options.profile or "", usual=usual)


def _say(options: argparse.Namespace, report: Report) -> None:
    told = [str(problem) for problem in report.problems[:SHOWN]]
    more = len(report.problems) - SHOWN
    told += [f"还有 {more} 个问题没有列出。"] if more > 0 else []
    told += [report.message] if report.message else []
    for line in told:
        sys.stderr.write(f"{options.file.name or options.file}：{_clipped(line)}\n")
    for path in report.outputs:
        sys.stdout.write(f"{path}\n")


def _clipped(line: str) -> str:
    return line if len(line) <= LONGEST else line[:LONGEST] + "……"


def _say_json(options: argparse.Namespace, report: Report) -> None:
    said = {
        "file": str(options.file),
        "target": options.to,
        "status": STATUS[report.code],
        "outputs": [str(path) for path in report.outputs],
        "pages": report.pages,
        "passes": report.passes,
        "message": report.message,
        "problems": [asdict(problem) for problem in report.problems],
    }
    sys.stdout.write(json.dumps(said, ensure_ascii=False, indent=1) + "\n")
