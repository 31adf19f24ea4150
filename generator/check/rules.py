"""RULES, the rules across files and fields in their order, one function each.

A rule gets the Filing and the build's moment and gives Problems. Salvaged records may lack required values,
so rules pass over what is not there: the absence has been reported already.
"""

from generator.check.rules_addresses import local_link
from generator.check.rules_items import (
    alias_taken,
    image_without_credit,
    missing_file,
    no_english,
    unmasked_name,
    unwritten_text,
)
from generator.check.rules_provenance import future_check, old_check, unofficial_source, unverified_absent
from generator.check.rules_spans import ages_reversed, dates_reversed, far_day, future_published, recruitment_without_end, window_reversed
from generator.check.rules_tables import (
    doubled_synonym,
    doubled_tile,
    home_unknown,
    lonely_synonym,
    lopsided_neighbours,
    low_contrast,
    security_expiry,
)
from generator.check.rules_twice import copied_course, copied_file, doubled_entry

RULES = (
    dates_reversed,
    window_reversed,
    ages_reversed,
    recruitment_without_end,
    far_day,
    future_published,
    unmasked_name,
    unwritten_text,
    unverified_absent,
    doubled_entry,
    copied_course,
    copied_file,
    alias_taken,
    missing_file,
    local_link,
    home_unknown,
    lopsided_neighbours,
    doubled_tile,
    doubled_synonym,
    lonely_synonym,
    no_english,
    old_check,
    future_check,
    image_without_credit,
    unofficial_source,
    security_expiry,
    low_contrast,
)
