"""Open data: the files of every portal, made ahead, and the pages and catalogue that offer them."""
