"""A font map that holds our faces and no others, shared by all sheets of a process.

WeasyPrint's own font configuration starts from the fonts of the system, so that a face that is
missing is silently replaced and the same sheet differs from machine to machine.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from weasyprint.text import ffi as native
from weasyprint.text.fonts import FontConfiguration

from web.documents.fonts import Face, Font

native.ffi.cdef("FcConfig * FcConfigCreate (void);")

_HEADER = b'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'


class FontMap(FontConfiguration):  # type: ignore[misc]
    """WeasyPrint's font configuration over an empty system."""

    def __init__(self, fonts: Iterable[Font]) -> None:
        self._config = native.fontconfig.FcConfigCreate()
        self.font_map = native.ffi.gc(
            native.pangoft2.pango_ft2_font_map_new(), native.gobject.g_object_unref
        )
        native.pangoft2.pango_fc_font_map_set_config(
            native.ffi.cast("PangoFcFontMap *", self.font_map), self._config
        )
        # the map has taken a reference of its own
        native.fontconfig.FcConfigDestroy(self._config)
        self.strut_layouts: dict[Any, Any] = {}
        self.font_features: dict[Any, Any] = {}
        for font in fonts:
            self._add(font)
        native.pangoft2.pango_fc_font_map_config_changed(
            native.ffi.cast("PangoFcFontMap *", self.font_map)
        )

    def add_font_face(self, rule_descriptors: Any, url_fetcher: Any) -> None:  # noqa: ARG002  (its parent's signature)
        """Refuse: a style sheet brings no fonts of its own."""
        raise ValueError(f"@font-face is not used here: {rule_descriptors.get('font_family')}")

    def _add(self, font: Font) -> None:
        path = str(font.path.resolve())
        rule = _HEADER + tostring(_rule(font.face, path), encoding="utf-8")
        native.fontconfig.FcConfigParseAndLoadFromMemory(self._config, rule, True)
        if not native.fontconfig.FcConfigAppFontAddFile(self._config, path.encode()):
            raise ValueError(f"字体文件不能使用：{path}。 The font file cannot be used: {path}.")


def _rule(face: Face, path: str) -> Element:
    """Say under which name a file is known and which characters are left to the next face."""
    root = Element("fontconfig")
    match = SubElement(root, "match", target="scan")
    test = SubElement(match, "test", name="file", compare="eq")
    SubElement(test, "string").text = path
    if face.renamed:
        edit = SubElement(match, "edit", name="family", mode="prepend")
        SubElement(edit, "string").text = face.family
        edit = SubElement(match, "edit", name="weight", mode="assign_replace")
        SubElement(edit, "const").text = "regular"
    if face.leaves_out:
        edit = SubElement(match, "edit", name="charset", mode="assign")
        minus = SubElement(edit, "minus")
        SubElement(minus, "name").text = "charset"
        charset = SubElement(minus, "charset")
        for first, last in face.leaves_out:
            span = SubElement(charset, "range")
            SubElement(span, "int").text = hex(first)
            SubElement(span, "int").text = hex(last)
    return root
