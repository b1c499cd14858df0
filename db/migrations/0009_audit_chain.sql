CREATE TABLE "audit_seals" (
	"organization_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"audit_id" uuid NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "audit_seals_pkey" PRIMARY KEY("organization_id","seq"),
	CONSTRAINT "audit_seals_entry_unique" UNIQUE("organization_id","audit_id")
);
--> statement-breakpoint
ALTER TABLE "audit_seals" ADD CONSTRAINT "audit_seals_entry_fk" FOREIGN KEY ("organization_id","audit_id") REFERENCES "public"."audit_log"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_log_by_project" ON "audit_log" USING btree ("organization_id","project_id","id" DESC NULLS LAST) WHERE project_id is not null;--> statement-breakpoint
CREATE INDEX "audit_log_by_actor" ON "audit_log" USING btree ("organization_id","actor_member_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "audit_log_by_event" ON "audit_log" USING btree ("organization_id","event","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "audit_log_by_time" ON "audit_log" USING btree ("organization_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);
--> statement-breakpoint

-- A chain of hashes through each organization's trail. Nobody but the trigger writes it, and nobody changes it.
SELECT app_secure_tenant_table('audit_seals', false, 'SELECT');
GRANT SELECT ON audit_log TO lobby_access;
GRANT SELECT, INSERT ON audit_seals TO lobby_access;
--> statement-breakpoint

-- jsonb writes its keys in one order, so the same entry always gives the same bytes.
CREATE FUNCTION app_audit_hash(previous bytea, entry audit_log) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT sha256(coalesce(previous, ''::bytea) || convert_to(jsonb_build_array(entry.organization_id, entry.id,
    to_char(entry.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), entry.event, entry.actor_kind,
    entry.actor_member_id, entry.actor_name, entry.subject_type, entry.subject_id, entry.project_id, entry.before,
    entry.after, entry.reason, entry.address, entry.request_id)::text, 'UTF8'))
$$;
--> statement-breakpoint

-- Seals all entries of the transaction when it commits. The lock makes commits of one organization follow each other from
-- here to their end; each statement below sees what those before have committed.
CREATE FUNCTION app_seal_audit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
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
    WHERE a.organization_id = NEW.organization_id AND a.xact = pg_current_xact_id() ORDER BY a.id
  LOOP
    place := coalesce(place, 0) + 1;
    latest := app_audit_hash(latest, entry);
    INSERT INTO audit_seals (organization_id, seq, audit_id, hash) VALUES (NEW.organization_id, place, entry.id, latest);
  END LOOP;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER seal AFTER INSERT ON audit_log
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app_seal_audit();
REVOKE EXECUTE ON FUNCTION app_seal_audit() FROM PUBLIC;
GRANT CREATE ON SCHEMA public TO lobby_access;
ALTER FUNCTION app_seal_audit() OWNER TO lobby_access;
REVOKE CREATE ON SCHEMA public FROM lobby_access;
--> statement-breakpoint

-- What was written before there were seals is sealed now, in the order of its ids. The owner is walled in like everybody.
ALTER TABLE audit_log NO FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_seals NO FORCE ROW LEVEL SECURITY;
DO $$
DECLARE
  place bigint;
  latest bytea;
  current_organization uuid;
  entry audit_log;
BEGIN
  FOR entry IN SELECT a.* FROM audit_log a ORDER BY a.organization_id, a.id LOOP
    IF current_organization IS DISTINCT FROM entry.organization_id THEN
      current_organization := entry.organization_id;
      place := 0;
      latest := NULL;
    END IF;
    place := place + 1;
    latest := app_audit_hash(latest, entry);
    INSERT INTO audit_seals (organization_id, seq, audit_id, hash) VALUES (entry.organization_id, place, entry.id, latest);
  END LOOP;
END $$;
ALTER TABLE audit_log FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_seals FORCE ROW LEVEL SECURITY;
