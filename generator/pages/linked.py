"""What pages say to programs: JSON-LD nodes in the words of schema.org. Pure functions of the site.

A node says only what is known: dates are as precise as they were written (ISO 8601), and what is not confirmed is left
out, since there is no way to mark a doubt. Ids are addresses, so that the same thing on two pages is one thing.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from generator.check.filing import Filed
from generator.dates import When
from generator.model import Site
from generator.pages.base import changed_of, item_url, name_of, own_text_of, text_of
from generator.records import Campus, Course
from generator.urls import localised

Node = dict[str, Any]


def website(site: Site, language: str) -> Node:
    """This site. What it is about has an official site of its own."""
    return {
        "@type": "WebSite",
        "@id": _whole(site, "/#website"),
        "url": _whole(site, localised("/", language)),
        "name": text_of(site.info, language, "name"),
        "alternateName": text_of(site.info, language, "short_name"),
        "description": text_of(site.info, language, "description"),
        "inLanguage": language,
        "license": text_of(site.info.licence, language, "url"),
        "about": _programme(site, language) | {"sameAs": site.info.apply_url},
    }


def campus(site: Site, filed: Filed[Campus], language: str) -> Node:
    """A campus: an organisation and a place in one."""
    record, url = filed.record, _whole(site, item_url(filed, language))
    sure = {key for key in type(record).model_fields if key not in record.unverified}
    address, location = record.address, record.location
    return _known(
        {
            "@type": ["EducationalOrganization", "Place"],
            "@id": f"{url}#campus",
            "url": url,
            "name": text_of(record, language, "name"),
            "description": own_text_of(record, language, "summary"),
            "parentOrganization": _programme(site, language),
            "address": _known(
                {
                    "@type": "PostalAddress",
                    "addressCountry": "KR",
                    "addressRegion": site.info.region.name if site.info.region else None,
                    "addressLocality": site.districts[record.district].name,
                    "streetAddress": " ".join(filter(None, (address.road, address.detail))) or None,
                    "postalCode": address.postcode,
                }
            )
            if address and "address" in sure
            else None,
            "geo": {"@type": "GeoCoordinates", "latitude": location.lat, "longitude": location.lon}
            if location and "location" in sure
            else None,
            "containedInPlace": {"@type": "AdministrativeArea", "name": text_of(site.districts[record.district], language, "name")},
            "foundingDate": _date(record.opened) if "opened" in sure else None,
            "telephone": record.phone if "phone" in sure else None,
            "email": record.email if "email" in sure else None,
            "sameAs": record.url if "url" in sure else None,
        }
    )


def course(site: Site, filed: Filed[Course], language: str) -> Node:
    """A course and the one time that it is held."""
    record, url = filed.record, _whole(site, item_url(filed, language))
    sure = {key for key in type(record).model_fields if key not in record.unverified}
    window = record.apply if "apply" in sure else None
    rule = record.eligibility if "eligibility" in sure else None
    fee = record.fee if "fee" in sure else None
    return _known(
        {
            "@type": "Course",
            "@id": f"{url}#course",
            "url": url,
            "name": name_of(site, filed, language),
            "description": own_text_of(record, language, "summary"),
            "provider": _programme(site, language),
            "about": text_of(site.fields[record.field], language, "name") if "field" in sure else None,
            "educationalLevel": site.words[language]["levels"][record.level] if record.level and "level" in sure else None,
            "coursePrerequisites": rule.prior if rule else None,
            "isAccessibleForFree": True if fee == 0 else None,
            "offers": _offer(fee, window),
            "hasCourseInstance": _known(
                {
                    "@type": "CourseInstance",
                    "startDate": _date(record.starts) if "starts" in sure else None,
                    "endDate": _date(record.ends) if "ends" in sure else None,
                    "courseWorkload": f"PT{record.hours}H" if record.hours and "hours" in sure else None,
                    "maximumAttendeeCapacity": record.capacity if "capacity" in sure else None,
                    "location": [_place(site, place, language) for place in site.campuses_of(record.campus)] if "campus" in sure else None,
                }
            ),
        }
    )


def article(site: Site, filed: Filed[Any], language: str) -> Node:
    """A notice or a story, and where its facts come from."""
    record, url = filed.record, _whole(site, item_url(filed, language))
    sources = (site.sources[key] for key in record.sources)
    return _known(
        {
            "@type": "Article",
            "@id": f"{url}#article",
            "url": url,
            "mainEntityOfPage": url,
            "headline": name_of(site, filed, language),
            "description": own_text_of(record, language, "summary"),
            "inLanguage": language,
            "datePublished": None if "published" in record.unverified else str(record.published),
            "dateModified": _date(changed_of(site, filed)),
            "isPartOf": {"@type": "WebSite", "@id": _whole(site, "/#website"), "name": text_of(site.info, language, "name")},
            "license": text_of(site.info.licence, language, "url"),
            "citation": [
                _known(
                    {
                        "@type": "CreativeWork",
                        "name": source.title,
                        "url": source.url,
                        "datePublished": _date(source.date),
                        "publisher": {"@type": "Organization", "name": source.publisher},
                    }
                )
                for source in sources
            ],
        }
    )


def event(site: Site, name: str, when: When, url: str, place: str) -> Node:
    """A course that begins or ends at `when`, which is known to the day."""
    return {
        "@type": "Event",
        "name": name,
        "startDate": _date(when),
        "url": _whole(site, url),
        "location": {"@type": "Place", "name": place},
    }


def catalogue(site: Site, language: str, sets: Iterable[Node]) -> Node:
    """The open data as a whole."""
    url, page = _whole(site, localised("/data/", language)), site.words[language]["pages"]["data"]
    return {
        "@type": "DataCatalog",
        "@id": _whole(site, "/data/"),
        "url": url,
        "name": f"{text_of(site.info, language, 'name')} {page['title']}",
        "description": page["description"],
        "inLanguage": language,
        "license": text_of(site.info.licence, language, "url"),
        "dataset": list(sets),
    }


def data_set(
    site: Site, language: str, name: str, count: int, changed: When | None, told: tuple[When, When] | None, files: Mapping[str, str]
) -> Node:
    """A set of open data: when its facts changed last and of what time they tell; `files` are media types by the addresses of its files."""
    words, url = site.words[language]["data"], _whole(site, f"/data/#{name}")
    return _known(
        {
            "@type": "Dataset",
            "@id": url,
            "identifier": name,
            "name": words["sets"][name],
            "description": words["about"][name],
            "url": url,
            "license": text_of(site.info.licence, language, "url"),
            "isAccessibleForFree": True,
            "size": {"@type": "QuantitativeValue", "value": count, "unitText": "records"},
            "dateModified": _date(changed),
            "temporalCoverage": _coverage(*told) if told else None,
            "distribution": [
                {"@type": "DataDownload", "contentUrl": _whole(site, file), "encodingFormat": kind} for file, kind in files.items()
            ],
        }
    )


def _programme(site: Site, language: str) -> Node:
    return {
        "@type": "EducationalOrganization",
        "@id": _whole(site, "/#organization"),
        "name": text_of(site.info, language, "name"),
    }


def _place(site: Site, filed: Filed[Campus], language: str) -> Node:
    url = _whole(site, item_url(filed, language))
    return {"@type": "Place", "@id": f"{url}#campus", "url": url, "name": text_of(filed.record, language, "name")}


def _offer(fee: float | None, window: Any) -> Node | None:
    """What it costs, and when it can be had."""
    if fee is None:
        return None
    return _known(
        {
            "@type": "Offer",
            "price": fee,
            "priceCurrency": "KRW",
            "category": "Free" if fee == 0 else "Paid",
            "validFrom": _date(window.from_) if window else None,
            "validThrough": _date(window.until) if window else None,
        }
    )


def _date(when: When | str | None) -> str | None:
    return when.html() if isinstance(when, When) else None


def _coverage(first: When, last: When) -> str:
    """A span of days as ISO 8601 has it, without times of day."""
    days = [str(when.to_day()) for when in (first, last)]
    return "/".join(dict.fromkeys(days))


def _known(node: Mapping[str, Any]) -> Node:
    """The node without what is not known."""
    return {key: value for key, value in node.items() if value not in (None, [], {})}


def _whole(site: Site, url: str) -> str:
    return site.origin + site.prefix + url
