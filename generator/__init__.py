"""Service handbook: YAML content -> a branded MkDocs handbook with printable worksheets, tailored to a trade.

ARCHITECTURE. Data flows one way, and a room imports only rooms above it in this list:

    problems    what a finding is and how it is said
    models      the vocabulary: Framework > Concept, Topic, Situation, Exercise > Block, Industry, Brand ...
    documents   a file's values, and where each of them stands
    sources     YAML text -> values with line and column; knows no schema
    brand       brand tokens as CSS, and whether they can be read
    overlay     an organisation's changes, laid over our documents by id
    validation  values -> models; each misfit becomes a Problem with its place
    prose       author text -> safe HTML for screens, runs for paper
    terms       slots such as {a_customer} and their replacement
    library     the Library: everything authored, indexed by id
    drift       what has changed in ours under an organisation's changes
    coverage    what is complete and what is missing
    rules       what must hold between files: ids, references, siblings, slots, answers
    reading     sentences, words, syllables, grade of a text
    writing     advice on the writing: too hard, too long, too alike, loaded, never used
    assembly    `read` opens files, `assemble` makes the Library and gathers every Problem
    scaffold    starts something new, commented and valid at once
    schema      JSON Schema of every authored file, for editors
    blocks      what a block holds once the trade is known
    editions    `select(library, edition) -> Handbook`: choose, tailor, address
    offline     what keeps an edition on a device: a list of its files, and the worker that holds to it
    archive     files as a ZIP that tells no time
    cache       results by content: same inputs, same bytes, no work
    compiled    templates as code, kept
    ledger      what the last build was made from, and whether there is anything to build
    addresses   the short address of each sheet
    occasions   one run of a session: when what begins, who sits with whom, what to print how often
    follow_up   the action plan's checks as a calendar file
    people      a list of people (CSV) -> names with their lines
    decks       which decks of cards an edition has
    drawings    cycle, chain and journey as geometry
    pages       Handbook -> Markdown pages
    paper       Handbook -> worksheets, answer keys and forms as PDF (Typst, then pikepdf) and as Word files
    fit         whether each sheet keeps its promise of pages
    packs       one run of a session -> trainer's pack, workbook, single sheets, and a ZIP of them
    awards      people + a session -> certificates, all or none
    frame       what stands around every page: ways to other editions, search, sharing
    engine      what MkDocs need not do twice
    site        writes an edition's project, calls the engine; with `engine` the only room that knows MkDocs
    verify      dead links and foreign requests in a finished site
    workshop    makes one edition whole, or finds it made
    workers     who makes the editions: this process, processes beside it, a cluster
    publish     build beside, verify, swap
    cluster     editions made on other machines, by Dask
    build       one build: editions become one site
    shards      parts of a build, joined
    cli         arguments, printing, progress, exit status

`mkdocs_hook` stands outside: it is named in mkdocs.yml so that plain `mkdocs serve` works too.
Python decides, templates draw: everything visual lies in `overrides/`. Every stage gathers Problems; only
`cli` prints them. An edition is a value handed to pure functions before anything is rendered: what is
for trainers is not *in* a staff page, sheet or search index.
"""
