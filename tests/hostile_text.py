"""Forty texts that must stay text wherever they are shown, written or logged."""

EVIL = "evil.example"
RUN = "window.ranHostile=1"
TEXTS = (
    # markup and script
    f"<script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f"<svg/onload={RUN}>",
    f'<iframe srcdoc="<script>parent.{RUN}</script>"></iframe>',
    f'<a href="javascript:{RUN}">mở</a>',
    f"</textarea></title></style><script>{RUN}</script>",
    f"<b onmouseover={RUN}>rê chuột</b>",
    f"<details open ontoggle={RUN}>",
    f'<math><mtext></form><form><mglyph><style></math><img src onerror="{RUN}">',
    f"<style>@import 'http://{EVIL}/a.css';</style>",
    f'<meta http-equiv="refresh" content="0;url=http://{EVIL}/">',
    f"<base href='http://{EVIL}/'>",
    f'<object data="data:text/html,<script>{RUN}</script>"></object>',
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"%3Cscript%3E{RUN}%3C/script%3E",
    f"{{{{constructor.constructor('{RUN}')()}}}}",
    f"javascript:{RUN}",
    # Markdown and what Streamlit reads in it
    f"[mở](javascript:{RUN})",
    f"![ảnh](http://{EVIL}/theo-doi.png)",
    f"[mở](http://{EVIL}/)",
    f"<http://{EVIL}/>",
    ":red[đỏ] :material/home: $\\text{công thức}$",
    "# Tiêu đề\n- mục",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    # formulas
    f'=HYPERLINK("http://{EVIL}/","mở")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1;1)",
    "\t=1+1",
    "＝1+1",
    # paths and shells
    "../../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "$(touch /tmp/hostile-ran) `touch /tmp/hostile-ran`",
    # SQL
    "'; drop table work_item; --",
    "x' or '1'='1",
    "\"; attach '/tmp/hostile.db' as a; --",
    # what turns text round, hides it or breaks lines
    "hồ sơ \u202egpj.exe\u202c",
    "số \u200b\u2066liệu\u2069 \ufeff ẩn",
    "một dòng\r\n2026-01-01 00:00:00 ERROR dòng giả",
)
