/*
description: One row a sign-up on the web site.
key: visit
scope: row
columns:
  visit: Its id.
  email: E-mail address.
  channel: Where the visitor came from.
  seen_at: When.
*/
select
  w.visit,
  cdp_email(w.mail) as email,
  w.channel,
  w.signed_up_at as seen_at
from source.web as w
