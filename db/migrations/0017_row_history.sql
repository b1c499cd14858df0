CREATE TABLE "row_history" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"table_name" text NOT NULL,
	"key" text NOT NULL,
	"valid_from" timestamp with time zone NOT NULL,
	"valid_to" timestamp with time zone,
	"row" jsonb NOT NULL,
	CONSTRAINT "row_history_pkey" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "row_history" ADD CONSTRAINT "row_history_organization_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "row_history_now" ON "row_history" USING btree ("organization_id","table_name","key") WHERE valid_to is null;--> statement-breakpoint
CREATE INDEX "row_history_then" ON "row_history" USING btree ("organization_id","table_name","valid_from");--> statement-breakpoint
SELECT app_secure_tenant_table('row_history', false, 'SELECT');
GRANT SELECT, INSERT, UPDATE ON row_history TO lobby_access;
-- The trigger writes for whatever program changes a row, and only into that row's own organization.
CREATE POLICY history ON row_history TO lobby_access USING (true) WITH CHECK (true);
--> statement-breakpoint

-- Keeps each state of a row with the time of its transaction. The arguments name the row's key.
CREATE FUNCTION app_keep_history() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  was jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
  now_is jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
  org uuid := coalesce(coalesce(now_is, was) ->> 'organization_id', coalesce(now_is, was) ->> 'id')::uuid;
  of_row text := (SELECT string_agg(coalesce(now_is, was) ->> name, ' ' ORDER BY place) FROM unnest(TG_ARGV) WITH ORDINALITY AS k(name, place));
  since timestamptz := now();
  earlier timestamptz;
BEGIN
  IF was - 'updated_at' = now_is - 'updated_at' THEN RETURN NULL; END IF;
  UPDATE row_history SET valid_to = greatest(since, valid_from)
    WHERE organization_id = org AND table_name = TG_TABLE_NAME AND key = of_row AND valid_to IS NULL
    RETURNING valid_to INTO earlier;
  IF now_is IS NOT NULL THEN
    INSERT INTO row_history (organization_id, table_name, key, valid_from, row)
      VALUES (org, TG_TABLE_NAME, of_row, greatest(since, earlier), now_is);
  END IF;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION app_keep_history() FROM PUBLIC;
GRANT CREATE ON SCHEMA public TO lobby_access;
ALTER FUNCTION app_keep_history() OWNER TO lobby_access;
SET ROLE lobby_access;
GRANT EXECUTE ON FUNCTION app_keep_history() TO lobby_migrator;
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM lobby_access;

CREATE FUNCTION app_as_of() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.as_of', true), '')::timestamptz $$;
CREATE SCHEMA as_of;
GRANT USAGE ON SCHEMA as_of TO lobby_app;
--> statement-breakpoint

-- One view per table that is kept, of the same name and columns, behind the same wall. A view holds on to the columns that it
-- was made with, so the program that migrates takes them away before and calls this after.
CREATE FUNCTION app_as_of_views() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  kept record;
BEGIN
  FOR kept IN
    SELECT t.relname AS name FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid
    WHERE g.tgname = 'keep_history' AND t.relnamespace = 'public'::regnamespace
  LOOP
    EXECUTE format('DROP VIEW IF EXISTS as_of.%I', kept.name);
    EXECUTE format('CREATE VIEW as_of.%1$I WITH (security_invoker = true) AS SELECT r.* FROM public.row_history h,
        LATERAL jsonb_populate_record(NULL::public.%1$I, h.row) r
      WHERE h.table_name = %1$L AND h.organization_id = (SELECT public.app_org())
        AND h.valid_from <= public.app_as_of() AND (h.valid_to IS NULL OR h.valid_to > public.app_as_of())', kept.name);
    EXECUTE format('GRANT SELECT ON as_of.%I TO lobby_app', kept.name);
  END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION app_as_of_views() FROM PUBLIC;
--> statement-breakpoint

-- What is there now is where recording begins. The owner of the tables is walled in like everybody.
ALTER TABLE row_history NO FORCE ROW LEVEL SECURITY;
DO $$
DECLARE
  kept record;
BEGIN
  FOR kept IN
    SELECT name, keys FROM (VALUES
      ('organizations', ARRAY['id']), ('members', ARRAY['id']), ('roles', ARRAY['id']),
      ('member_roles', ARRAY['member_id', 'role_id']), ('teams', ARRAY['id']), ('team_members', ARRAY['team_id', 'member_id']),
      ('clients', ARRAY['id']), ('contacts', ARRAY['id']), ('projects', ARRAY['id']),
      ('project_members', ARRAY['project_id', 'member_id']), ('project_shares', ARRAY['project_id', 'contact_id'])
    ) AS listed(name, keys)
  LOOP
    EXECUTE format('CREATE TRIGGER keep_history AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION app_keep_history(%s)',
      kept.name, (SELECT string_agg(quote_literal(key), ', ') FROM unnest(kept.keys) AS k(key)));
    EXECUTE format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', kept.name);
    EXECUTE format('INSERT INTO row_history (organization_id, table_name, key, valid_from, row)
      SELECT t.%s, %L, concat_ws('' '', %s), now(), to_jsonb(t) FROM %I t',
      CASE kept.name WHEN 'organizations' THEN 'id' ELSE 'organization_id' END, kept.name,
      (SELECT string_agg(format('t.%I', key), ', ') FROM unnest(kept.keys) AS k(key)), kept.name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', kept.name);
  END LOOP;
END $$;
ALTER TABLE row_history FORCE ROW LEVEL SECURITY;
SELECT app_as_of_views();
--> statement-breakpoint
-- A transaction that speaks to several organizations seals each while it is set; what is sealed stays as it is.
GRANT CREATE ON SCHEMA public TO lobby_access;
SET ROLE lobby_access;
CREATE OR REPLACE FUNCTION app_seal_audit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  place bigint;
  latest bytea;
  entry audit_log;
BEGIN
  IF EXISTS (SELECT 1 FROM audit_seals s WHERE s.organization_id = NEW.organization_id AND s.audit_id = NEW.id) THEN
    RETURN NULL;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('audit ' || NEW.organization_id, 0));
  SELECT s.seq, s.hash INTO place, latest FROM audit_seals s
    WHERE s.organization_id = NEW.organization_id ORDER BY s.seq DESC LIMIT 1;
  FOR entry IN
    SELECT a.* FROM audit_log a
    WHERE a.organization_id = NEW.organization_id AND a.xact = pg_current_xact_id()
      AND NOT EXISTS (SELECT 1 FROM audit_seals s WHERE s.organization_id = a.organization_id AND s.audit_id = a.id)
    ORDER BY a.id
  LOOP
    place := coalesce(place, 0) + 1;
    latest := app_audit_hash(latest, entry);
    INSERT INTO audit_seals (organization_id, seq, audit_id, hash) VALUES (NEW.organization_id, place, entry.id, latest);
  END LOOP;
  RETURN NULL;
END $$;
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM lobby_access;
