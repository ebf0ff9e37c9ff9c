# 三办。常用：make run 启动 · make test 全部检查 · make check 桌前快查 · make bench 量快慢 · make bundle 离线安装包
PYTHON ?= python3
BIN := .venv/bin
export SANBAN_DATA ?= $(CURDIR)/data
export PIP_DISABLE_PIP_VERSION_CHECK := 1
PIP := $(BIN)/python -m pip install --quiet --no-warn-script-location

.PHONY: setup run assets develop test check bench chaos bench-proof fuzz audit bundle docs model pairs clean
.DEFAULT_GOAL := run

# 锁文件、项目说明没变就不重装；网页源文件没变就不重打。
.venv/.installed: requirements.lock pyproject.toml
	@tools/need
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "正在安装……"
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --editable .
	@$(BIN)/python -m compileall -q sanban
	@touch $@

.venv/.developed: .venv/.installed requirements-dev.lock
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

setup: .venv/.installed assets
develop: .venv/.developed assets

assets: .venv/.installed
	@$(BIN)/python tools/build_assets.py

run: setup
	@tools/packages run --behind
	@tools/run

test: develop
	@tools/packages test
	@$(BIN)/python tools/chromium86.py
	@tools/check full

check: develop
	@tools/check quick

# 量快慢，不判好坏：一个模块一样；只量一样、给它参数，如 make bench BENCHES=bench.server BENCH_ARGS=--small
# bench.server 头一回要灌一百万件的库（二十来分钟，存在 .cache/bench）
BENCHES ?= bench.pages bench.numbers bench.render bench.drafting bench.breaks bench.compare bench.tasks \
           bench.linear bench.supervision_ledger bench.supervision_clock bench.supervision_rates \
           bench.supervision_import bench.proof bench.server
bench: develop
	@for one in $(BENCHES); do $(BIN)/python -m $$one $(BENCH_ARGS); done

# 一边办公一边折腾，事后对账；几分钟、几个人可以改，如 make chaos CHAOS_ARGS="--minutes 1 --people 40"
chaos: develop
	@tools/packages chaos
	@$(BIN)/python -m chaos $(CHAOS_ARGS)

# 校对、格式检查、识读、比对的各项数，目标和量得的并排；要 ../shared 里的语料和讲话（docs/quality.md）
bench-proof: develop
	@$(BIN)/python -m bench.proof $(BENCH_ARGS)
	@$(BIN)/python -m bench.formats
	@$(BIN)/python -m bench.compare

# 乱改各种文件，看读得怎样，默认十分钟；FUZZ_ARGS="--minutes 30 --seed 7 --only docx pdf"
fuzz: develop
	@$(BIN)/python -W ignore -m bench.fuzz $(FUZZ_ARGS)

# 核对用到的部件：版本、散列、许可证、已知的漏洞；AUDIT_ARGS="--import OSV压缩包" 更新漏洞资料
audit: develop
	@$(BIN)/python tools/audit_deps.py $(AUDIT_ARGS)

bundle: setup
	@tools/bundle

docs: develop
	@$(BIN)/python tools/make_docs.py

# make model CORPUS=语料：重做随程序带的语言模型，逐字节相同（docs/model.md）
model: .venv/.installed
	@test -n "$(CORPUS)" || { echo "请说用哪份语料：make model CORPUS=文件或文件夹"; exit 2; }
	@$(BIN)/sanban learn --base -o sanban/engine/language/base.lm $(CORPUS)

# make pairs CORPUS=语料：重做易混字词、逗号和顿号的判别，逐字节相同
pairs: .venv/.installed
	@test -n "$(CORPUS)" || { echo "请说用哪份语料：make pairs CORPUS=文件"; exit 2; }
	@$(BIN)/python -m sanban.engine.language.pairs $(CORPUS)
	@$(BIN)/python -m sanban.engine.language.pauses $(CORPUS)

clean:
	rm -rf .cache .mypy_cache .ruff_cache .import_linter_cache dist frontend/node_modules sanban/web/static/dist
