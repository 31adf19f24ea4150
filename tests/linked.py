"""JSON-LD for tests: schema.org's vocabulary as far as the site uses it, and a processor that fetches nothing.

PROPERTIES says which properties each type may have, taken from the definitions at schema.org (version 29); a property
that a type does not have, or a type that is not here, is a fault.
"""

from pyld import jsonld

SCHEMA = "http://schema.org/"
_ADDRESSES = ("url", "sameAs", "license", "contentUrl", "image")
CONTEXT = {"@context": {"@vocab": SCHEMA} | {name: {"@type": "@id"} for name in _ADDRESSES}}

_THING = {"name", "alternateName", "description", "url", "sameAs", "image", "identifier"}
_WORK = _THING | {
    "about", "citation", "dateModified", "datePublished", "headline", "inLanguage", "isAccessibleForFree", "isPartOf", "license",
    "mainEntityOfPage", "publisher", "size", "temporalCoverage",
}  # fmt: skip
_PLACE = _THING | {"address", "geo", "containedInPlace", "openingHours", "telephone"}
_ORGANISATION = _THING | {"address", "email", "foundingDate", "parentOrganization", "telephone"}
_EVENT = _THING | {"startDate", "endDate", "location", "maximumAttendeeCapacity", "about", "inLanguage"}
PROPERTIES = {
    "WebSite": _WORK,
    "Article": _WORK,
    "CreativeWork": _WORK,
    "DataCatalog": _WORK | {"dataset"},
    "Dataset": _WORK | {"distribution"},
    "DataDownload": _WORK | {"contentUrl", "encodingFormat", "contentSize", "sha256"},
    "Place": _PLACE,
    "AdministrativeArea": _PLACE,
    "EducationalOrganization": _ORGANISATION | _PLACE,
    "Organization": _ORGANISATION,
    "Course": _WORK | {"provider", "hasCourseInstance", "offers", "educationalLevel", "coursePrerequisites", "teaches"},
    "CourseInstance": _EVENT | {"courseWorkload"},
    "Event": _EVENT,
    "Offer": _THING | {"price", "priceCurrency", "category", "validFrom", "validThrough"},
    "PostalAddress": _THING | {"streetAddress", "addressLocality", "addressRegion", "postalCode", "addressCountry"},
    "GeoCoordinates": _THING | {"latitude", "longitude"},
    "BreadcrumbList": _THING | {"itemListElement"},
    "ListItem": _THING | {"item", "position"},
    "QuantitativeValue": _THING | {"value", "unitText"},
}


def _load(url, _options):
    assert url in ("https://schema.org", "https://schema.org/"), f"fetched: {url}"
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": CONTEXT}


def expanded(data):
    """The nodes of JSON-LD with every term as a whole address, after nothing but schema.org's context was asked for."""
    return jsonld.expand(data, {"documentLoader": _load})


def faults(data):
    """What schema.org would not know: types without a place in PROPERTIES, properties that a type does not have."""
    return [fault for node in expanded(data) for fault in _faults(node)]


def _faults(node):
    if isinstance(node, list):
        return [fault for each in node for fault in _faults(each)]
    if not isinstance(node, dict) or "@value" in node:
        return []
    if "@graph" in node:
        return _faults(node["@graph"])
    kinds = [kind.removeprefix(SCHEMA) for kind in node.get("@type", ())]
    known = set().union(*(PROPERTIES.get(kind, set()) for kind in kinds))
    used = {key.removeprefix(SCHEMA) for key in node if not key.startswith("@")}
    found = [f"no type {kind}" for kind in kinds if kind not in PROPERTIES]
    found += [f"{kinds} has no {key}" for key in used - known]
    return found + [fault for key, value in node.items() if not key.startswith("@") for fault in _faults(value)]
