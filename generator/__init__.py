"""Content files become a published site, in seven stages.

    read    folders           -> Documents            (bytes to data, every key with its place)
    check   Documents         -> Records, Problems    (each against its class, then all together)
    model   Records           -> Site                 (relations and statuses, computed once)
    pages   Site              -> Pages                (what a visitor gets: address, template, view)
    render  Pages             -> Outputs              (Jinja, and only Jinja)
    index   Site, Pages       -> Outputs              (files that list things: sitemap, feeds)
    write   Outputs           -> the published folder (only what changed; what is gone is removed)

`pipeline.build` calls them in this order; no stage knows who comes next.
"""
