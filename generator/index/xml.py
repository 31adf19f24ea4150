"""A tree of elements as an XML file: the one way in which feeds and sitemaps are written."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element, register_namespace, tostring


def xml_of(root: Element, prefixes: Mapping[str, str]) -> bytes:
    """The file in UTF-8, its namespaces under these `prefixes` ("" is the default one)."""
    for prefix, namespace in prefixes.items():
        register_namespace(prefix, namespace)  # of the whole process, so it is done right before it is needed
    body: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return body
