"""A tree of elements as an XML file: the one way in which all of them are written."""

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element, register_namespace, tostring

# What no XML may hold, by its number either (XML 1.0, 2.2).
_NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_of(root: Element, prefixes: Mapping[str, str]) -> bytes:
    """The file in UTF-8, its namespaces under these `prefixes` ("" is the default one), without letters that XML may not hold."""
    for prefix, namespace in prefixes.items():
        register_namespace(prefix, namespace)  # of the whole process, so it is done right before it is needed
    return ("<?xml version='1.0' encoding='utf-8'?>\n" + _NOT_IN_XML.sub("", tostring(root, encoding="unicode"))).encode()
