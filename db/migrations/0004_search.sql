-- Search. LIKE and trigram operators are not leakproof, so that row security would keep them from their indexes; this one
-- function asks past it, with the tenant written in, and answers ids only. The caller fetches them within what it may see.

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;
--> statement-breakpoint

CREATE INDEX tasks_search ON tasks USING gin (organization_id, title gin_trgm_ops) WHERE deleted_at IS NULL;
CREATE INDEX tasks_by_external_key ON tasks (organization_id, lower(external_key)) WHERE external_key IS NOT NULL;
CREATE INDEX projects_search ON projects USING gin (organization_id, title gin_trgm_ops) WHERE deleted_at IS NULL;
CREATE INDEX clients_search ON clients USING gin (organization_id, name gin_trgm_ops) WHERE deleted_at IS NULL;
CREATE INDEX contacts_search ON contacts USING gin (organization_id, name gin_trgm_ops) WHERE deleted_at IS NULL;
CREATE INDEX leads_search ON leads USING gin (organization_id, company gin_trgm_ops) WHERE deleted_at IS NULL;
CREATE INDEX tickets_search ON tickets USING gin (organization_id, title gin_trgm_ops) WHERE deleted_at IS NULL;
CREATE INDEX members_search ON members USING gin (organization_id, name gin_trgm_ops) WHERE status = 'active';
--> statement-breakpoint

GRANT SELECT ON tasks, projects, contacts, leads, tickets TO lobby_access;
CREATE POLICY access ON tasks FOR SELECT TO lobby_access USING (true);
CREATE POLICY access ON projects FOR SELECT TO lobby_access USING (true);
CREATE POLICY access ON contacts FOR SELECT TO lobby_access USING (true);
CREATE POLICY access ON leads FOR SELECT TO lobby_access USING (true);
CREATE POLICY access ON tickets FOR SELECT TO lobby_access USING (true);
--> statement-breakpoint

-- The best `p_limit` records of a kind in the organization of this transaction whose name holds every word of the query,
-- or, when too few do, words that are like them by pg_trgm's word similarity (score below 1): candidates for the caller,
-- who knows what one slip of the finger is; of very many, some.
CREATE FUNCTION app_search(p_kinds text, p_query text, p_limit integer)
  RETURNS TABLE (kind text, id uuid, score real) LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp SET pg_trgm.word_similarity_threshold = 0.25 AS $$
DECLARE
  org uuid := app_org();
  phrase text := left(lower(btrim(regexp_replace(p_query, '\s+', ' ', 'g'))), 100);
  words text[] := (SELECT array_agg(w) FROM (SELECT w FROM unnest(string_to_array(phrase, ' ')) w
    WHERE w <> '' ORDER BY length(w) DESC LIMIT 6) longest);
  patterns text[] := (SELECT array_agg(CASE WHEN length(w) < 3 THEN '' ELSE '%' END
    || replace(replace(replace(w, '\', '\\'), '%', '\%'), '_', '\_') || '%') FROM unnest(words) w);
  k text; source text; title text; found bigint; holds text; likens text;
BEGIN
  IF org IS NULL OR words IS NULL THEN RETURN; END IF;
  FOREACH k IN ARRAY string_to_array(p_kinds, ',') LOOP
    SELECT s, t INTO source, title FROM (VALUES
      ('task', 'tasks', 'title'), ('project', 'projects', 'title'), ('client', 'clients', 'name'),
      ('contact', 'contacts', 'name'), ('lead', 'leads', 'company'), ('ticket', 'tickets', 'title'),
      ('member', 'members', 'name')) known(name, s, t) WHERE name = k;
    CONTINUE WHEN source IS NULL;
    -- The longest word leads, so that the index narrows; the planner sees its value, the others only filter.
    holds := format('%I ILIKE $3[1] AND %I ILIKE ALL ($3)', title, title);
    likens := format('$2[1] <%% %I AND (SELECT bool_and(w <%% %I) FROM unnest($2) w)', title, title);
    RETURN QUERY EXECUTE format($q$
      SELECT %L, id, (CASE WHEN lower(%2$I) = $4 THEN 4 WHEN starts_with(lower(%2$I), $4) THEN 3
          WHEN position(' ' || $4 in lower(%2$I)) > 0 THEN 2 ELSE 1 END + word_similarity($4, %2$I))::real AS score
      FROM %3$I WHERE organization_id = $1 AND %4$s AND %5$s ORDER BY score DESC, id DESC LIMIT $5 $q$,
      k, title, source, CASE source WHEN 'members' THEN 'status = ''active''' ELSE 'deleted_at IS NULL' END, holds)
      USING org, words, patterns, phrase, p_limit;
    GET DIAGNOSTICS found = ROW_COUNT;
    IF found < least(p_limit, 5) AND length(words[1]) >= 4 THEN
      RETURN QUERY EXECUTE format($q$
        SELECT %L, id, (word_similarity($4, %2$I) * 0.99)::real AS score
        FROM (SELECT id, %2$I FROM %3$I WHERE organization_id = $1 AND %4$s AND %5$s AND NOT (%6$s) LIMIT 1500) candidate
        ORDER BY score DESC, id DESC LIMIT greatest($5, 50) $q$,
        k, title, source, CASE source WHEN 'members' THEN 'status = ''active''' ELSE 'deleted_at IS NULL' END, likens, holds)
        USING org, words, patterns, phrase, p_limit;
    END IF;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION app_search(text, text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app_search(text, text, integer) TO lobby_app;
GRANT CREATE ON SCHEMA public TO lobby_access;
ALTER FUNCTION app_search(text, text, integer) OWNER TO lobby_access;
REVOKE CREATE ON SCHEMA public FROM lobby_access;
