"""设置：一个文件，全部从环境取；每一项在 docs/guide/deploy.md 里有说明。"""

import os
import secrets
from pathlib import Path
from typing import Any

from django.conf import global_settings
from django.core.exceptions import ImproperlyConfigured

from sanban import __version__
from sanban.core.databases import postgresql, sqlite

HERE = Path(__file__).parent
STORE = os.environ.get("SANBAN_STORE", "local")
DATA = Path(os.environ.get("SANBAN_DATA", "data")).resolve()
BUILT = HERE / "web" / "static" / "dist" / "built-from.txt"
VERSION = BUILT.read_text()[:8] if BUILT.is_file() else __version__


def _flag(name: str) -> bool:
    return os.environ.get(name, "") in ("1", "true", "yes")


def _secret_key() -> str:
    kept = DATA / "secret.key"
    if kept.is_file():
        return kept.read_text().strip()
    return os.environ.get("SANBAN_SECRET_KEY") or secrets.token_urlsafe(50)


def _databases() -> dict[str, dict[str, Any]]:
    """办公室的库；另设了只读副本的，统计去那里问。"""
    if not DATABASE:
        return {"default": sqlite(DATA / "sanban.sqlite3")}
    pool = int(os.environ.get("SANBAN_POOL", "8"))
    outside = _flag("SANBAN_PGBOUNCER")
    found = {"default": postgresql(DATABASE, pool=pool, is_pooled_outside=outside)}
    replica = os.environ.get("SANBAN_DATABASE_READ", "")
    if replica:
        read = postgresql(replica, pool=pool, is_pooled_outside=outside)
        found["replica"] = {**read, "TEST": {"MIRROR": "default"}}
    return found


def _stores() -> dict[str, dict[str, Any]]:
    """存文件的各处；`content` 是正在用的。"""
    found: dict[str, dict[str, Any]] = {
        "local": {"BACKEND": "sanban.files.services.stores.local.LocalStore"}
    }
    bucket = os.environ.get("SANBAN_S3_BUCKET", "")
    if bucket:
        found["s3"] = {
            "BACKEND": "sanban.files.services.stores.s3.S3Store",
            "OPTIONS": {
                "bucket_name": bucket,
                "endpoint_url": os.environ.get("SANBAN_S3_ENDPOINT") or None,
                "region_name": os.environ.get("SANBAN_S3_REGION") or "us-east-1",
                "access_key": os.environ.get("SANBAN_S3_KEY", ""),
                "secret_key": os.environ.get("SANBAN_S3_SECRET", ""),
            },
        }
    if STORE not in found:
        raise ImproperlyConfigured("SANBAN_STORE 只能是 local 或 s3；用 s3 要设 SANBAN_S3_BUCKET。")
    return {**found, "content": found[STORE]}


DEBUG = False
SECRET_KEY = _secret_key()
HAS_KEY = (DATA / "secret.key").is_file() or "SANBAN_SECRET_KEY" in os.environ
PROXIES = [one.strip() for one in os.environ.get("SANBAN_PROXIES", "").split(",") if one.strip()]
ALLOWED_HOSTS = os.environ.get("SANBAN_HOSTS", "*").split(",")
DATABASE = os.environ.get("SANBAN_DATABASE", "")
DATABASES = _databases()
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 5000},
    }
}
"""各进程自己记着；缺省三百条就要扔三分之一，三百来人各有几条，不够。"""
DATABASE_ROUTERS = ["sanban.core.replica.Router"] if "replica" in DATABASES else []

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "django_tasks",
    "django_tasks_db",
    "sanban.core",
    "sanban.audit",
    "sanban.people",
    "sanban.files",
    "sanban.inbox",
    "sanban.search",
    "sanban.matters",
    "sanban.archives",
    "sanban.supervision",
    "sanban.documents",
    "sanban.statistics",
    "sanban.operations",
    "sanban.web",
]
MIDDLEWARE = [
    "sanban.web.proxies.middleware",
    "sanban.web.operations.probes.middleware",
    "django.middleware.security.SecurityMiddleware",
    "sanban.web.watch.middleware",
    "sanban.web.guard.headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "sanban.web.guard.where_from",
    "sanban.web.refusals.middleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "sanban.web.urls"
WSGI_APPLICATION = "sanban.wsgi.application"
LOADERS = [
    (
        "template_partials.loader.Loader",
        [
            (
                "sanban.web.quick.Loader",
                [
                    "django.template.loaders.filesystem.Loader",
                ],
            ),
        ],
    ),
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "web"],
        "OPTIONS": {
            "loaders": LOADERS,
            "builtins": [
                "template_partials.templatetags.partials",
                "sanban.web.templatetags.words",
                "sanban.web.templatetags.links",
                "django.templatetags.static",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "sanban.web.shell.shell",
            ],
        },
    }
]

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "sanban.people.backends.AccountBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username",)},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "sanban.people.passwords.ThreeClasses"},
    {"NAME": "sanban.people.passwords.NotUsedBefore"},
]
PASSWORD_DAYS = 90
LOGIN_URL = "sign-in"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "sanban.web.guard.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True

SESSION_ENGINE = "sanban.core.sessions"
SESSION_COOKIE_AGE = int(os.environ.get("SANBAN_IDLE_MINUTES", "30")) * 60
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _flag("SANBAN_HTTPS")
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "sanban.web.guard.csrf_failed"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = None if not _flag("SANBAN_HTTPS") else "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
X_FRAME_OPTIONS = "SAMEORIGIN"

MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [HERE / "web" / "static"]
FILES = DATA / "files"
STORAGES = {**global_settings.STORAGES, **_stores()}
UPLOAD_LIMIT = int(os.environ.get("SANBAN_UPLOAD_MB", "100")) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 200
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "sanban.web.uploads.NamelessUpload",
]
FILE_UPLOAD_PERMISSIONS = 0o600

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

METRICS_FROM = os.environ.get("SANBAN_METRICS_FROM", "")
METRICS_TOKEN = os.environ.get("SANBAN_METRICS_TOKEN", "")
METRICS = DATA / "metrics"
if METRICS_FROM or METRICS_TOKEN:
    os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(METRICS))
    MIDDLEWARE.insert(0, "sanban.web.operations.metrics.middleware")
DISK_MB = int(os.environ.get("SANBAN_DISK_MB", "2048"))
BACKUPS = Path(os.environ.get("SANBAN_BACKUPS") or DATA / "backups").resolve()
_secret = os.environ.get("SANBAN_BACKUP_PASSPHRASE_FILE", "")
BACKUP_PASSPHRASE_FILE = Path(_secret) if _secret else None
BACKUP_HOURS = int(os.environ.get("SANBAN_BACKUP_HOURS", "30"))

SLOW_MS = int(os.environ.get("SANBAN_SLOW_MS", "200"))
LOG = os.environ.get("SANBAN_LOG", "")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "sanban.core.logs.Plain"},
        "json": {"()": "sanban.core.logs.Json"},
    },
    "filters": {"secrets": {"()": "sanban.core.logs.HideSecrets"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "json" if LOG == "json" else "plain",
            "filters": ["secrets"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "sanban.requests": {"level": "INFO" if LOG else "WARNING"},
        "django": {"handlers": [], "level": "WARNING"},
        "django.request": {"level": "ERROR"},
        "axes": {"level": "ERROR"},
    },
}
