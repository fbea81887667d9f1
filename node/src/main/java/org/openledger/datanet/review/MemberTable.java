package org.openledger.datanet.review;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.store.Listing;

/** The SQL of those who review with owners. */
public final class MemberTable {
    /** Takes the {@code datanet}. */
    public static final Listing MEMBERS = Listing.of(
                    "m.address", "datanet_member m LEFT JOIN account a ON a.address = m.address")
            .where("m.datanet = :datanet")
            .searching("m.address")
            .searching("a.name")
            .filtering("role", "m.role")
            .sorting("joinedMillis", "m.joined_millis")
            .sorting("role", "m.role")
            .standing("m.joined_millis");

    private MemberTable() {}

    public static void insert(Handle tx, Member member) {
        tx.createUpdate("""
                        INSERT INTO datanet_member (datanet, address, role, invited_by, joined_millis)
                        VALUES (:datanet, :address, :role, :invitedBy, :joinedMillis)""").bindMethods(member).execute();
    }

    public static Optional<Member> find(Handle handle, long datanet, String address) {
        return handle.createQuery("SELECT * FROM datanet_member WHERE datanet = :datanet AND address = :address")
                .bind("datanet", datanet)
                .bind("address", address)
                .mapTo(Member.class)
                .findOne();
    }

    /** Those who vote. */
    public static List<String> voters(Handle handle, long datanet) {
        return handle.createQuery("SELECT address FROM datanet_member WHERE datanet = :datanet AND role <> :reader")
                .bind("datanet", datanet)
                .bind("reader", ReviewRole.READER)
                .mapTo(String.class)
                .list();
    }

    public static long count(Handle handle, long datanet) {
        return handle.createQuery("SELECT count(*) FROM datanet_member WHERE datanet = :datanet")
                .bind("datanet", datanet)
                .mapTo(Long.class)
                .one();
    }

    public static void delete(Handle tx, long datanet, String address) {
        tx.createUpdate("DELETE FROM datanet_member WHERE datanet = :datanet AND address = :address")
                .bind("datanet", datanet)
                .bind("address", address)
                .execute();
    }
}
