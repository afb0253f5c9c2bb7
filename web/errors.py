"""Error pages: one sentence each, no stack trace, nothing lost."""

from __future__ import annotations

from flask import Flask, Response, make_response, render_template, request
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException


def install(app: Flask) -> None:
    """One handler for every error."""
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unexpected)


def page(code: int, sentence: str = "") -> Response:
    """The page of an error."""
    title, usual = _words(code)
    body = render_template("errors/error.html", code=code, title=title, sentence=sentence or usual)
    response = make_response(body, code)
    response.headers["Cache-Control"] = "no-store"
    return response


def _http_error(error: HTTPException) -> Response:
    code = error.code or 500
    if error.response is not None or code < 400:
        return Response(
            response=error.get_response().get_data(),
            status=code,
            headers=error.get_response().headers,
        )
    response = page(code if code in _KNOWN else (400 if code < 500 else 500))
    if code == 405 and "Allow" in (headers := dict(error.get_headers())):
        response.headers["Allow"] = headers["Allow"]
    return response


def _unexpected(error: Exception) -> Response:
    from flask import current_app, g

    if current_app.testing and not current_app.config.get("SHOW_ERROR_PAGES"):
        raise error
    current_app.logger.error(
        "unexpected error %s %s", g.get("request_id", ""), request.path, exc_info=error
    )
    opened = g.get("db")
    if opened is not None:
        opened.rollback()
    return page(500)


_KNOWN = frozenset({400, 403, 404, 405, 409, 413, 422, 429, 500})


def _words(code: int) -> tuple[str, str]:
    return {
        400: (
            _("请求不完整"),
            _("页面放得太久，或者请求不完整。请回到上一页，刷新以后再试；写好的内容请先复制。"),
        ),
        403: (_("没有权限"), _("您的账号没有打开这个页面的权限。")),
        404: (_("没有找到"), _("没有这个页面，或者它不在您可以查看的范围。")),
        405: (_("不能这样打开"), _("这个地址不能直接打开，请从页面上的按钮进入。")),
        409: (_("已有变化"), _("这件事已有变化，请刷新以后再办。")),
        413: (_("文件太大"), _("上传的内容太大，没有保存。请减少附件或者把文件缩小以后再试。")),
        422: (_("填写有误"), _("填写的内容有误，请核对以后再提交。")),
        429: (_("操作太频繁"), _("操作太频繁，请稍等几分钟再试。")),
        500: (
            _("系统出错"),
            _("系统出了问题，刚才的操作没有保存。请稍后再试，或者告诉系统管理员。"),
        ),
    }[code]
